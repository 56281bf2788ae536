//! Exit statuses, as grep has them.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExitStatus {
    /// Something was found or done.
    Found,
    /// Nothing was found.
    NotFound,
    /// An error, or a part of the input could not be processed.
    Failed,
}

impl ExitStatus {
    pub(super) fn found(found: bool) -> ExitStatus {
        if found {
            ExitStatus::Found
        } else {
            ExitStatus::NotFound
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> ExitCode {
        match status {
            ExitStatus::Found => ExitCode::SUCCESS,
            ExitStatus::NotFound => ExitCode::from(1),
            ExitStatus::Failed => ExitCode::from(2),
        }
    }
}
