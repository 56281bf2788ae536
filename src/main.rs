fn main() {
    for p in std::env::args().skip(1) {
        let source = String::from_utf8(std::fs::read(&p).unwrap()).unwrap();
        let (d, w) = obzor::markdown::split(&obzor::document::Article { path: p, source });
        for w in w {
            println!("WARN {} {}", w.line, w.message);
        }
        for d in d {
            println!(
                "{} | {} | {:?} | L{}-{} | {} | {:?}",
                d.kind,
                d.id,
                d.name.as_str(),
                d.line,
                d.end_line,
                d.body
                    .as_str()
                    .chars()
                    .take(160)
                    .collect::<String>()
                    .replace('\n', "⏎"),
                d.links.first()
            );
        }
    }
}
