//! Exit statuses, the same as those of grep: 0, 1 and 2.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExitStatus {
    /// 0: something was found or done.
    Found,
    /// 1: nothing was found, or `doctor` and `index --check` found work to do.
    NotFound,
    /// 2: an error, or part of the input could not be processed.
    Failed,
}

impl ExitStatus {
    /// The status of a command that looks for something.
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
