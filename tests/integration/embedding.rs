//! obzor as a library: what a program that embeds it can rely on.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use obzor::document::DocumentKind;
use obzor::search::{Filter, ParseOptions, SearchOptions};
use obzor::session::{Session, SessionError, SessionEvent, SessionOptions, Workspace};

use crate::sandbox::Sandbox;

const SIA: &str = "# Рынки\n\n- **Sia**: рынок дискового места\n";
const SIA_AND_STORJ: &str =
    "# Рынки\n\n- **Sia**: рынок дискового места\n- **Storj**: ещё один рынок\n";

fn options(sandbox: &Sandbox) -> SessionOptions {
    SessionOptions::new(Workspace::new(
        sandbox.path("index"),
        [sandbox.path("corpus")],
    ))
}

fn open(sandbox: &Sandbox) -> Session {
    Session::open(options(sandbox), |_| {}).unwrap()
}

fn names(session: &Session, query: &str) -> Vec<String> {
    let options = SearchOptions {
        filter: Filter {
            kinds: vec![DocumentKind::Project, DocumentKind::Point],
            ..Filter::default()
        },
        ..SearchOptions::default()
    };
    let answer = session.search(query, ParseOptions::default(), &options);
    let hits = answer.unwrap().hits.into_iter();
    hits.map(|hit| hit.document.name).collect()
}

#[test]
fn what_happens_is_told_by_values_and_nothing_is_printed() {
    let sandbox = Sandbox::with_files(&[("a.md", SIA)]);
    sandbox.write("synonyms.txt", "диск = HDD\nслово\n");
    let mut events = Vec::new();
    let session = Session::open(options(&sandbox), |event| events.push(event)).unwrap();
    let indexed = events.iter().find_map(|event| match event {
        SessionEvent::Indexed { report, .. } => Some(report),
        _ => None,
    });
    let indexed = indexed.expect("a report");
    assert_eq!((indexed.added, indexed.projects), (1, 1));
    let bad = |event: &SessionEvent| match event {
        SessionEvent::BadSynonym { file, line } => file.ends_with("synonyms.txt") && *line == 2,
        _ => false,
    };
    assert!(events.iter().any(bad));
    assert_eq!(names(&session, "HDD"), Vec::<String>::new());
    assert_eq!(names(&session, "рынки"), ["Sia"]);
}

#[test]
fn a_snapshot_answers_from_its_commit_whatever_is_opened_later() {
    let sandbox = Sandbox::with_files(&[("a.md", SIA)]);
    let session = open(&sandbox);
    let before = session.snapshot();
    assert!(!session.reload(|_| {}).unwrap());
    sandbox.write("corpus/a.md", SIA_AND_STORJ);
    assert_eq!(sandbox.run(["index"]).code, 0);
    assert_eq!(names(&session, "рынок"), ["Sia"]);
    assert!(session.reload(|_| {}).unwrap());
    assert_eq!(names(&session, "рынок"), ["Sia", "Storj"]);
    let query = before.parse("storj", ParseOptions::default()).unwrap();
    assert_eq!(before.count(&query, &SearchOptions::default()).unwrap(), 0);
    let markdown = before.find("Sia").unwrap().remove(0);
    let shown = before.show(&markdown).unwrap();
    assert_eq!(shown.markdown, "- **Sia**: рынок дискового места");
    assert!(shown.changed_file.is_some());
}

#[test]
fn a_refresh_serves_what_the_files_say() {
    let sandbox = Sandbox::with_files(&[("a.md", SIA)]);
    let session = open(&sandbox);
    sandbox.write("corpus/b.md", "# B\n\n- **Storj**: рынок\n");
    assert_eq!(names(&session, "storj"), Vec::<String>::new());
    session.refresh(|_| {}).unwrap();
    assert_eq!(names(&session, "storj"), ["Storj"]);
}

#[test]
fn a_document_is_found_by_its_id_or_else_by_its_name_in_any_case() {
    let text = "# Рынки\n\n- **Sia**: рынок\n\n# Sia\n\nтекст\n";
    let sandbox = Sandbox::with_files(&[("a.md", text)]);
    let snapshot = open(&sandbox).snapshot();
    let ids = |wanted: &str| -> Vec<String> {
        let found = snapshot.find(wanted).unwrap().into_iter();
        found.map(|document| document.id).collect()
    };
    let named = ids("SIA");
    assert_eq!(named.len(), 2, "{named:?}");
    for id in &named {
        assert_eq!(ids(id), [id.as_str()]);
    }
    assert!(ids("si").is_empty());
}

#[test]
fn threads_get_whole_answers_while_the_index_is_refreshed() {
    let sandbox = Sandbox::with_files(&[("a.md", SIA)]);
    let session = open(&sandbox);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        // A failure must end the threads, too.
        let _ends = SetOnDrop(&done);
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let found = names(&session, "рынок");
                    assert_eq!(found.first().map(String::as_str), Some("Sia"), "{found:?}");
                }
            });
        }
        for number in 0..8 {
            let text = format!("# B\n\n- **Novum{number}**: место\n");
            sandbox.write("corpus/b.md", text);
            session.refresh(|_| {}).unwrap();
            assert_eq!(names(&session, "место").len(), 2);
        }
    });
}

struct SetOnDrop<'a>(&'a AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn errors_are_values_with_their_parts() {
    let sandbox = Sandbox::empty();
    let error = Session::open(options(&sandbox), |_| {}).err().unwrap();
    assert!(matches!(error, SessionError::NoCorpus { .. }), "{error}");
    let never_build = SessionOptions {
        build: false,
        ..options(&sandbox)
    };
    let error = Session::open(never_build, |_| {}).err().unwrap();
    assert!(matches!(error, SessionError::Index(_)), "{error}");
    assert!(!error.to_string().contains("--"), "{error}");
    assert!(fs::read_dir(sandbox.path("")).unwrap().next().is_none());
}
