//! Markdown with the structure that articles have, and text with none.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

const WORDS: &[&str] = &[
    "обзор",
    "рынок",
    "GPU",
    "сеть",
    "Ёлка",
    "децентрализация",
    "model",
    "io.net",
    "C++",
    "x86",
    "中心化",
    "概要",
    "データ",
    "네트워크",
    "naïve",
    "e\u{301}té",
    "й",
    "2024",
    "50%",
    "AT&amp;T",
    "a\\*b",
    "&copy;",
    "🚀",
    "don't",
    "<b>bold</b>",
    "<br/>",
    "<!-- {/* no -->",
    "{/* no */}",
    "x_y_z",
];

fn word() -> impl Strategy<Value = String> {
    select(WORDS).prop_map(str::to_owned)
}

fn plain() -> impl Strategy<Value = String> {
    vec(word(), 1..6).prop_map(|words| words.join(" "))
}

fn inline() -> impl Strategy<Value = String> {
    let run = prop_oneof![
        6 => plain(),
        1 => plain().prop_map(|text| format!("**{text}**")),
        1 => plain().prop_map(|text| format!("*{text}*")),
        1 => plain().prop_map(|text| format!("~~{text}~~")),
        1 => word().prop_map(|text| format!("`{} <kbd>`", text.replace('`', ""))),
        1 => plain().prop_map(|text| format!("[{text}](https://a.b/c?d=e \"t\")")),
        1 => plain().prop_map(|text| format!("![{text}](img.png \"t\")")),
        1 => plain().prop_map(|text| format!("[![{text}](i.png)](u)")),
        1 => plain().prop_map(|text| format!("<a href=\"u&amp;v\">{text}</a>")),
        1 => plain().prop_map(|text| format!("<Tab x={{{{a: '>'}}}}>{text}</Tab>")),
        1 => Just("<img src=\"x\" alt=\"alt слово\">".to_owned()),
        1 => Just("[^1]".to_owned()),
        1 => Just("https://example.com/путь".to_owned()),
        1 => Just("<https://auto.link/x>".to_owned()),
    ];
    vec(run, 1..4).prop_map(|runs| runs.join(" "))
}

fn paragraph() -> impl Strategy<Value = String> {
    vec(inline(), 1..4).prop_map(|lines| lines.join("\n"))
}

fn heading() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        3 => plain(),
        1 => Just("Обзор".to_owned()),
        1 => Just("Обзор".to_owned()),
        1 => inline(),
        1 => word().prop_map(|text| format!("{text} {{#custom}}")),
        1 => word().prop_map(|text| format!("{text} {{/*custom*/}}")),
        1 => word().prop_map(|text| format!("<a name=\"n\"></a>{text}")),
        1 => word().prop_map(|text| format!("[<a name=\"n\"></a>{text}](#n)")),
        1 => word().prop_map(|text| format!("**{text}**")),
        1 => Just(String::new()),
    ];
    prop_oneof![
        4 => (1..7usize, text.clone())
            .prop_map(|(level, text)| format!("{} {text}", "#".repeat(level))),
        1 => (select(&["===", "---"][..]), plain())
            .prop_map(|(line, text)| format!("{text}\n{line}")),
    ]
}

/// An entry in every pattern, and items that are none.
fn item() -> impl Strategy<Value = String> {
    const SHAPES: &[&str] = &[
        "**N**: T",
        "**N:** T",
        "**N :** T",
        "**N：**T",
        "**N**：T",
        "**N** — T",
        "**N** - T",
        "**N** – T",
        "**N.** T",
        "**N。**T",
        "[N](u) - T",
        "[N](u) — T",
        "[N](u): T",
        "[**N**](u): T",
        "**[N](u)** T",
        "**[N](u):** T",
        "[x] **N**: T",
        "[ ] T",
        "[N](u)",
        "[N](#u)",
        "**N** T",
        "T **N**: T",
        "T",
        "**N**",
        "**N** (T): T",
        "![T](i) [N](u) - T",
        "🚀 **N**: T",
        "<a name=\"x\"></a>**N**: T",
        "**N**:\n  T",
        "**N**:\n\n  T\n\n  T",
        "**N**\\\n  T",
        "`N`: T",
        "",
        "**N**: ",
        "> **N**: T",
        "# N",
        "<b>N</b>: T",
        "*N*: T",
        "**N**\n\n  ```\n  T\n  ```",
        "**N**: T[^1]",
        "[N](u) [[T](u)] - T",
        "**N:**\n\n  | a | b |\n  |---|---|\n  | c | d |",
    ];
    (select(SHAPES), plain(), inline()).prop_map(|(shape, name, text)| {
        shape
            .replace('N', "\u{1}")
            .replace('T', &text)
            .replace('\u{1}', &name)
    })
}

fn list() -> impl Strategy<Value = String> {
    let leaf = item().prop_map(|text| vec![(0usize, text)]).boxed();
    let nested = leaf.prop_recursive(3, 12, 4, |inner| {
        (item(), vec(inner, 0..4)).prop_map(|(text, children)| {
            let mut items = vec![(0, text)];
            items.extend(
                children
                    .into_iter()
                    .flatten()
                    .map(|(depth, text)| (depth + 1, text)),
            );
            items
        })
    });
    (
        select(&["- ", "* ", "1. ", "7) "][..]),
        vec(nested, 1..5),
        any::<bool>(),
    )
        .prop_map(|(marker, items, loose)| {
            items
                .into_iter()
                .flatten()
                .map(|(depth, text)| {
                    let indent = " ".repeat(marker.len() * depth);
                    let inner = format!("\n{}", " ".repeat(marker.len() * (depth + 1)));
                    format!("{indent}{marker}{}", text.replace("\n  ", &inner))
                })
                .collect::<Vec<_>>()
                .join(if loose { "\n\n" } else { "\n" })
        })
}

fn table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        plain(),
        plain().prop_map(|text| format!("[{text}](u)")),
        plain().prop_map(|text| format!("**{text}**")),
        plain().prop_map(|text| format!("`{text}` \\| {text}")),
        Just(String::new()),
    ];
    vec((cell, inline()), 1..6).prop_map(|rows| {
        let body: String = rows
            .iter()
            .map(|(first, second)| format!("\n| {first} | {second} |"))
            .collect();
        format!("| шапка | колонка |\n|---|:-:|{body}")
    })
}

fn block() -> impl Strategy<Value = String> {
    let text = || paragraph();
    Union::new_weighted(vec![
        (6, text().boxed()),
        (5, heading().boxed()),
        (8, list().boxed()),
        (2, table().boxed()),
        (
            1,
            text()
                .prop_map(|text| format!("> {}", text.replace('\n', "\n> ")))
                .boxed(),
        ),
        (
            1,
            list()
                .prop_map(|text| format!("> {}", text.replace('\n', "\n> ")))
                .boxed(),
        ),
        (
            1,
            plain()
                .prop_map(|text| format!("> [!NOTE]\n> {text}"))
                .boxed(),
        ),
        (
            1,
            plain()
                .prop_map(|text| format!("```sh {text}\n# {text}\n{{/* {text} */}}\n```"))
                .boxed(),
        ),
        (
            1,
            plain()
                .prop_map(|text| format!("    {text}\n    :::note"))
                .boxed(),
        ),
        (
            1,
            (text(), plain())
                .prop_map(|(text, title)| format!(":::note[{title}]\n\n{text}\n\n:::"))
                .boxed(),
        ),
        (
            1,
            list()
                .prop_map(|list| format!(":::tip\n\n{list}\n\n:::"))
                .boxed(),
        ),
        (
            1,
            plain()
                .prop_map(|text| format!("<div class=\"c\">\n{text}\n</div>"))
                .boxed(),
        ),
        (
            1,
            plain()
                .prop_map(|text| {
                    format!("<details><summary>{text}</summary>\n\n- **{text}**: x\n\n</details>")
                })
                .boxed(),
        ),
        (
            1,
            plain()
                .prop_map(|text| format!("<Tabs values={{[1, 2]}}>\n\n{text}\n\n</Tabs>"))
                .boxed(),
        ),
        (
            1,
            Just("import A from './a';\nexport const b = {\n  c: 1,\n};".to_owned()).boxed(),
        ),
        (1, plain().prop_map(|text| format!("[^1]: {text}")).boxed()),
        (
            1,
            select(
                &[
                    "---",
                    "<!-- truncate -->",
                    "{/* truncate */}",
                    "<!-- a\n\nb -->",
                    "<script>let слово = 1;</script>",
                    "[ref]: https://x.y 'z'",
                    "****",
                    "&nbsp;",
                ][..],
            )
            .prop_map(str::to_owned)
            .boxed(),
        ),
    ])
}

/// An article: perhaps front matter, then blocks, in any of the line endings.
pub fn article() -> impl Strategy<Value = String> {
    const FRONTS: &[&str] = &[
        "",
        "",
        "---\ntitle: Обзор\ntags: [a]\n---\n\n",
        "\u{feff}---\nЗаголовок: Обзор\n---\n",
        "+++\ntitle = \"Обзор\"\n+++\n",
        "---\n---\n",
        "\u{feff}",
        "---\ntitle: a: b: c\n---\n",
    ];
    (
        select(FRONTS),
        vec(block(), 0..12),
        select(&["\n", "\n", "\r\n"][..]),
    )
        .prop_map(|(front, blocks, newline)| {
            format!("{front}{}\n", blocks.join("\n\n")).replace('\n', newline)
        })
}

/// Anything: characters that mean something to Markdown, MDX or HTML, in any order.
pub fn noise() -> impl Strategy<Value = String> {
    const BITS: &[&str] = &[
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "  ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "* ",
        "**",
        "*",
        "_",
        "`",
        "```",
        "~~~",
        "#",
        "## ",
        "===",
        "---",
        "+++",
        ">",
        "<",
        "</",
        "<a ",
        "href='",
        "<!--",
        "-->",
        "<div>",
        "<script>",
        "</a>",
        "<img alt=\"",
        "{",
        "}",
        "{/*",
        "*/}",
        "{#",
        ":::",
        ":::note[",
        "[",
        "]",
        "(",
        ")",
        "](u)",
        "![",
        "[^1]",
        "[^1]: ",
        "|",
        "|-|-|\n",
        ":",
        "：",
        "—",
        " - ",
        "&",
        "&amp;",
        "&#0;",
        "\\",
        "\0",
        "\u{feff}",
        "é",
        "имя",
        "名称",
        "🚀",
        "title: x",
        "import ",
        "export const a = {",
        "'",
        "\"",
        "e\u{301}",
        "[ ] ",
        "$",
        "\u{a0}",
        "\u{2028}",
        "İ",
        "ß",
    ];
    prop_oneof![
        4 => vec(select(BITS), 0..60).prop_map(|bits| bits.concat()),
        1 => any::<String>(),
    ]
}
