//! Opens files that may have been put there to do harm: a FIFO that never
//! answers, a device that never ends, a link that leads elsewhere.
//!
//! Only regular files are opened, and no more of them is read than the caller
//! allows. Knows nothing of what is in them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// What is done with a path that is a symbolic link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// The file that it leads to is opened, if that is a regular one: for paths
    /// that the user named.
    Follow,
    /// It is refused: for paths that a repository may have brought along.
    Refuse,
}

/// Opens a regular file for reading.
///
/// # Errors
///
/// Those of the system, and [`ErrorKind::InvalidInput`] for what is no regular
/// file or, where links are refused, a link.
pub(crate) fn open(path: &Path, links: Links) -> io::Result<File> {
    open_with(path, links, OpenOptions::new().read(true))
}

/// Opens a regular file as `options` say; with [`Links::Refuse`] they may
/// create it, but not through a link.
pub(crate) fn open_with(path: &Path, links: Links, options: &mut OpenOptions) -> io::Result<File> {
    // Before it is opened: opening alone may block, or act on a device.
    match metadata(path, links) {
        Ok(metadata) if !metadata.is_file() => return Err(irregular(&metadata)),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let file = guard(options, links).open(path)?;
    let metadata = file.metadata()?;
    match metadata.is_file() {
        true => Ok(file),
        false => Err(irregular(&metadata)),
    }
}

/// Reads a regular file of at most `max` bytes; errors are those of [`open`],
/// and [`ErrorKind::FileTooLarge`].
pub(crate) fn read(path: &Path, links: Links, max: u64) -> io::Result<Vec<u8>> {
    let file = open(path, links)?;
    let mut bytes = Vec::new();
    // It may grow while it is read.
    file.take(max.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max {
        let message = format!("it is larger than {max} bytes");
        return Err(io::Error::new(ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// Like [`read`], for a file that must be UTF-8.
pub(crate) fn read_to_string(path: &Path, links: Links, max: u64) -> io::Result<String> {
    let bytes = read(path, links, max)?;
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not UTF-8 text"))
}

/// The metadata of what would be opened.
pub(crate) fn metadata(path: &Path, links: Links) -> io::Result<fs::Metadata> {
    match links {
        Links::Follow => fs::metadata(path),
        Links::Refuse => fs::symlink_metadata(path),
    }
}

fn irregular(metadata: &fs::Metadata) -> io::Error {
    let message = match metadata {
        _ if metadata.is_symlink() => "it is a symbolic link",
        _ if metadata.is_dir() => "it is a folder",
        _ => "it is not a regular file",
    };
    io::Error::new(ErrorKind::InvalidInput, message)
}

/// What the check before may have missed: the path may be replaced meanwhile.
#[cfg(unix)]
fn guard(options: &mut OpenOptions, links: Links) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    let mut flags = OFlags::NONBLOCK;
    if links == Links::Refuse {
        flags |= OFlags::NOFOLLOW;
    }
    options.custom_flags(flags.bits().cast_signed())
}

#[cfg(not(unix))]
fn guard(options: &mut OpenOptions, _: Links) -> &mut OpenOptions {
    options
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_regular_files_of_the_allowed_size_are_read() {
        let folder = tempfile::TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "text").unwrap();
        symlink("file", at("link")).unwrap();
        symlink("/dev/zero", at("zero")).unwrap();
        let kind = |name: &str, links, max| read(&at(name), links, max).map_err(|e| e.kind());
        let text = Ok(b"text".to_vec());
        assert_eq!(kind("file", Links::Refuse, 4), text);
        assert_eq!(kind("file", Links::Refuse, 3), Err(ErrorKind::FileTooLarge));
        assert_eq!(kind("link", Links::Follow, 4), text);
        for (name, links) in [
            ("link", Links::Refuse),
            ("zero", Links::Refuse),
            ("zero", Links::Follow),
            (".", Links::Follow),
        ] {
            assert_eq!(kind(name, links, 4), Err(ErrorKind::InvalidInput), "{name}");
        }
        assert_eq!(kind("none", Links::Refuse, 4), Err(ErrorKind::NotFound));
    }

    #[test]
    fn nothing_is_created_through_a_link() {
        let folder = tempfile::TempDir::new().unwrap();
        symlink("target", folder.path().join("link")).unwrap();
        let mut options = OpenOptions::new();
        options.write(true).create(true);
        let link = folder.path().join("link");
        assert!(open_with(&link, Links::Refuse, &mut options).is_err());
        assert!(!folder.path().join("target").exists());
    }
}
