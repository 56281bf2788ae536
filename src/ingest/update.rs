//! Updates an index to its corpus.

use std::path::Path;

use super::diff::{CorpusDiff, compare, is_gone, stamp_of};
use super::language::Neighbours;
use super::pipeline::IngestPipeline;
use super::report::{IngestEvent, UpdateOptions, UpdateReport};
use crate::corpus::{Corpus, CorpusFile};
use crate::index::{FileRecord, IndexError, IndexUpdate, Manifest, WriteLock, WrittenSegments};

/// Updates the index in `dir` to match `corpus`. Reads only what has changed,
/// unless the index is of another corpus, outdated or damaged. Calls `tell` for
/// each file and each problem.
///
/// # Errors
///
/// On an error the old state stays. Fails when the folder holds other files,
/// when it cannot be written, and with [`IndexError::WouldEmpty`] when all
/// documents would go although their files are still there.
pub fn update(
    dir: &Path,
    corpus: &Corpus,
    options: UpdateOptions,
    mut tell: impl FnMut(IngestEvent),
) -> Result<UpdateReport, IndexError> {
    let lock = WriteLock::acquire(dir, options.wait, || tell(IngestEvent::Waiting))?;
    let (roots, max_file_size) = (corpus.roots(), corpus.max_file_size());
    let update = IndexUpdate::begin(lock, roots, max_file_size, options.rebuild)?;
    let mut manifest = update.new_manifest();
    let diff = compare(corpus, update.kept_files());
    let mut report = UpdateReport::new(&diff);
    let is_empty = diff.added.is_empty() && update.kept_files().is_none();
    if is_empty && options.require_files && diff.unreadable.is_empty() {
        return Err(IndexError::Empty);
    }
    // Files that had to be read get new stamps, so that they are not read again.
    let is_current = diff.is_empty() && diff.read == 0 && update.has_gaps(&diff.unreadable);
    if is_current {
        report.tell_unreadable(&mut tell);
        return Ok(report.with_totals(update.kept_totals()));
    }
    update.remove_abandoned();
    keep_unchanged(update.kept_files(), &diff, &mut manifest);
    let kept_segments = update.kept_segments().filter(|_| diff.is_empty());
    let written = match kept_segments {
        Some(written) => written,
        None => {
            let unreadable = &mut report.unreadable;
            let mut tell = |event| match event {
                IngestEvent::Unreadable(place) => unreadable.push(place),
                event => tell(event),
            };
            write_changes(corpus, &update, &diff, &mut manifest, &mut tell)?
        }
    };
    report.tell_unreadable(&mut tell);
    if !options.rebuild {
        refuse_to_empty(corpus, &update, &diff, &manifest)?;
    }
    let totals = update.commit(&manifest, written, &report.unreadable)?;
    Ok(report.with_totals(totals))
}

/// Carries the records of unchanged files over to the new manifest.
fn keep_unchanged(kept: Option<&Manifest>, diff: &CorpusDiff, manifest: &mut Manifest) {
    let Some(kept) = kept else {
        return;
    };
    for file in &diff.unchanged {
        if let Some(record) = kept.files.get(&file.path) {
            // A file that could not be read keeps the stamp of the text that the
            // index has: with the new one it would pass for unchanged.
            let mut unreadable = diff.unreadable.iter();
            let is_unread = unreadable.any(|place| place.location == file.location);
            let stamp = stamp_of(file).filter(|_| !is_unread);
            let record = FileRecord {
                stamp: stamp.unwrap_or(record.stamp),
                ..record.clone()
            };
            manifest.files.insert(file.path.clone(), record);
        }
    }
}

/// Deletes the documents of removed files, and indexes added and changed ones.
fn write_changes(
    corpus: &Corpus,
    update: &IndexUpdate,
    diff: &CorpusDiff,
    manifest: &mut Manifest,
    tell: &mut impl FnMut(IngestEvent),
) -> Result<WrittenSegments, IndexError> {
    let mut files: Vec<&CorpusFile> = diff.added.iter().chain(&diff.changed).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    tell(IngestEvent::Reading(files.len()));
    let writer = update.document_writer(diff.bytes)?;
    diff.removed
        .iter()
        .for_each(|path| writer.delete_file(path));
    let mut pipeline = IngestPipeline {
        corpus,
        writer: &writer,
        kept: update.kept_files(),
        paths: &diff.paths,
        neighbours: None,
    };
    let postponed = pipeline.run(&files, manifest, tell)?;
    let neighbours = Neighbours::of(manifest);
    let others = moved_by_neighbours(diff, manifest, &neighbours);
    tell(IngestEvent::Reading(files.len() + others.len()));
    pipeline.neighbours = Some(&neighbours);
    let postponed = postponed.into_iter().map(|at| files[at]);
    let rest: Vec<&CorpusFile> = postponed.chain(others).collect();
    pipeline.run(&rest, manifest, tell)?;
    writer.finish()
}

/// The unchanged files whose language is another now, since their neighbours changed.
fn moved_by_neighbours<'d>(
    diff: &'d CorpusDiff,
    manifest: &Manifest,
    neighbours: &Neighbours,
) -> Vec<&'d CorpusFile> {
    let unchanged = diff.unchanged.iter();
    let moved = unchanged.filter(|file| {
        let record = manifest.files.get(&file.path);
        let mut unreadable = diff.unreadable.iter();
        record.is_some_and(|FileRecord { language, .. }| {
            language.is_guess
                && neighbours.decide(&file.path, &language.tag)
                    != language.neighbours_tag.as_deref()
        }) && !unreadable.any(|place| place.location == file.location)
    });
    moved.collect()
}

/// Fails when an index that has documents would have none afterwards, although
/// some of its files are still there.
fn refuse_to_empty(
    corpus: &Corpus,
    update: &IndexUpdate,
    diff: &CorpusDiff,
    manifest: &Manifest,
) -> Result<(), IndexError> {
    let documents = update.old_document_count();
    let removed = diff.removed.iter();
    let mut removed = removed.filter_map(|path| corpus.locate(path));
    let are_all_gone = update.kept_files().is_some() && removed.all(|file| is_gone(&file));
    if documents > 0 && manifest.totals().documents() == 0 && !are_all_gone {
        return Err(IndexError::WouldEmpty {
            dir: update.dir().to_owned(),
            documents,
        });
    }
    Ok(())
}
