mod coverage;
mod splitting;
