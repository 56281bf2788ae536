//! The source tree as syntax: which module names which, and what it defines.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemFn, ItemMod, ItemUse, UseTree};

/// A file of `src/`.
pub struct SourceFile {
    /// As `src/search/mod.rs`.
    pub path: String,
    /// As `["search"]`, `["search", "plan"]`; empty for `lib.rs`.
    pub module: Vec<String>,
    pub text: String,
    /// What it names outside of its tests, by absolute path and line.
    pub references: Vec<Reference>,
    /// The types that it defines outside of its tests.
    pub types: Vec<(String, usize)>,
    /// Its functions outside of its tests, with their first and last lines.
    pub functions: Vec<(String, usize, usize)>,
    /// The lines of its tests.
    pub test_lines: BTreeSet<usize>,
}

/// A path that a file names: a crate's first, or a module's.
pub struct Reference {
    /// `["crate", "search", "plan", "Query"]` or `["tantivy", "Term"]`.
    pub path: Vec<String>,
    pub line: usize,
}

/// All files of a folder, parsed.
pub fn read(src: &Path) -> Vec<SourceFile> {
    let mut files = Vec::new();
    read_folder(src, &mut Vec::new(), &mut files);
    files
}

fn read_folder(folder: &Path, module: &mut Vec<String>, files: &mut Vec<SourceFile>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let path = entry.path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            module.push(name);
            read_folder(&path, module, files);
            module.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let own = !["mod", "lib", "main", "build"].contains(&name.as_str());
            let mut module = module.clone();
            module.extend(own.then(|| name.clone()));
            files.push(SourceFile::read(&path, module));
        }
    }
}

impl SourceFile {
    fn read(path: &Path, module: Vec<String>) -> SourceFile {
        let text = fs::read_to_string(path).unwrap();
        let syntax = syn::parse_file(&text).unwrap();
        let shown = path.to_string_lossy().replace('\\', "/");
        let mut file = SourceFile {
            path: shown[shown.rfind("/src/").unwrap() + 1..].to_owned(),
            module,
            text,
            references: Vec::new(),
            types: Vec::new(),
            functions: Vec::new(),
            test_lines: BTreeSet::new(),
        };
        if is_test(&syntax.attrs) {
            file.test_lines = (1..=file.text.lines().count()).collect();
        } else {
            file.visit_file(&syntax);
        }
        file
    }

    /// True for a file that begins with `#![cfg(test)]`.
    pub fn is_test(&self) -> bool {
        self.test_lines.len() == self.text.lines().count()
    }

    /// A path as it stands in this file, from the root of the crate.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let root = "crate".to_owned();
        match path.first()?.as_str() {
            "crate" => Some(path.to_vec()),
            "self" => {
                let rest = path[1..].iter().cloned();
                let own = self.module.iter().cloned();
                Some([root].into_iter().chain(own).chain(rest).collect())
            }
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                let kept = self.module.len().checked_sub(up)?;
                let own = self.module[..kept].iter().cloned();
                let rest = path[up..].iter().cloned();
                Some([root].into_iter().chain(own).chain(rest).collect())
            }
            _ => Some(path.to_vec()),
        }
    }

    fn refer(&mut self, path: &[String], span: Span) {
        let line = span.start().line;
        if let Some(path) = self.absolute(path) {
            self.references.push(Reference { path, line });
        }
    }

    fn use_tree(&mut self, before: &mut Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.use_tree(before, &path.tree);
                before.pop();
            }
            UseTree::Group(group) => {
                group
                    .items
                    .iter()
                    .for_each(|tree| self.use_tree(before, tree));
            }
            UseTree::Name(name) => {
                let mut path = before.clone();
                if name.ident != "self" {
                    path.push(name.ident.to_string());
                }
                self.refer(&path, name.span());
            }
            UseTree::Rename(rename) => {
                let mut path = before.clone();
                path.push(rename.ident.to_string());
                self.refer(&path, rename.span());
            }
            UseTree::Glob(glob) => self.refer(&before.clone(), glob.span()),
        }
    }

    fn define(&mut self, name: &syn::Ident) {
        self.types
            .push((name.to_string(), name.span().start().line));
    }

    fn function(&mut self, name: &syn::Ident, whole: Span) {
        let (start, end) = (whole.start().line, whole.end().line);
        self.functions.push((name.to_string(), start, end));
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let mut test = attribute.path().is_ident("test");
        if attribute.path().is_ident("cfg") {
            // `cfg(test)` and `cfg(all(test, …))`, but not `cfg(not(test))`.
            let text = match &attribute.meta {
                syn::Meta::List(list) => list.tokens.to_string(),
                _ => String::new(),
            };
            test |= text
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == "test")
                && !text.contains("not");
        }
        test
    })
}

impl<'ast> Visit<'ast> for SourceFile {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if is_test(&item.attrs) {
            let (start, end) = (item.span().start().line, item.span().end().line);
            self.test_lines.extend(start..=end);
        } else {
            visit::visit_item_mod(self, item);
        }
    }

    /// Who may see an item is no knowledge of what is there.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.use_tree(&mut Vec::new(), &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<_> = path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        if parts.len() > 1 {
            self.refer(&parts, path.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.define(&item.ident);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.define(&item.ident);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.define(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.define(&item.ident);
        visit::visit_item_type(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function(&item.sig.ident, item.block.span());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig.ident, item.block.span());
        visit::visit_impl_item_fn(self, item);
    }
}
