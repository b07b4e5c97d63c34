//! What `set` changes: how results look.

use miette::Diagnostic;
use thiserror::Error;

use base::source::Span;
use base::suggest::closest;
use output::render::{Border, Format, Options};
use syntax::ast::Set;

/// How results look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The form of results that name none.
    pub format: Format,
    /// How tables are laid out.
    pub options: Options,
    /// What `auto` stands for.
    pub fit: Fit,
}

/// What fits the terminal as it is now; nothing where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Its columns.
    pub width: Option<usize>,
    /// The rows of a table that it can hold.
    pub rows: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { format: Format::Table, options: Options::default(), fit: Fit::default() }
    }
}

/// A setting that cannot be changed so.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum SettingError {
    /// `set colour on`
    #[error("there is no setting `{name}`")]
    #[diagnostic(code(E401), help("the settings are {known}; try: `{example}`"))]
    Unknown {
        /// The name.
        name: String,
        /// Its place.
        #[label("no setting")]
        span: Span,
        /// The settings there are.
        known: String,
        /// A statement that works.
        example: String,
    },
    /// `set width wide`
    #[error("`{name}` cannot be `{value}`")]
    #[diagnostic(code(E402), help("it is {allowed}; try: `{example}`"))]
    Value {
        /// The setting.
        name: &'static str,
        /// The value.
        value: String,
        /// Its place.
        #[label("not one of its values")]
        span: Span,
        /// What it can be.
        allowed: String,
        /// A statement that works.
        example: String,
    },
}

/// A setting: its name, its values in words, how it is read and how it is written.
struct Setting {
    name: &'static str,
    values: Values,
    words: &'static [&'static str],
    example: &'static str,
    read: fn(&mut Settings, &str) -> Option<()>,
    write: fn(&Settings) -> String,
}

/// What a setting can be, for a reader.
enum Values {
    /// One of its words, and what that does.
    Words(&'static str),
    /// More than its words.
    Open(&'static str),
}

impl Setting {
    fn values(&self) -> String {
        let meaning = match self.values {
            Values::Open(values) => return values.into(),
            Values::Words(meaning) => meaning,
        };
        match self.words {
            [others @ .., last] if !others.is_empty() => format!("{} or {last}{meaning}", others.join(", ")),
            words => format!("{}{meaning}", words.concat()),
        }
    }

    fn example(&self) -> String {
        format!("set {} {}", self.name, self.example)
    }
}

const SETTINGS: [Setting; 7] = [
    Setting {
        name: "format",
        values: Values::Words(""),
        words: &Format::WORDS,
        example: "markdown",
        read: |settings, word| Format::from_word(word).map(|format| settings.format = format),
        write: |settings| settings.format.word().into(),
    },
    Setting {
        name: "plain",
        values: Values::Words(": sentences for screen readers"),
        words: &["on", "off"],
        example: "on",
        read: |settings, word| {
            settings.format = if switch(word)? { Format::Plain } else { Format::Table };
            Some(())
        },
        write: |settings| on_off(settings.format == Format::Plain),
    },
    Setting {
        name: "width",
        values: Values::Open("a number of columns, `auto` for the terminal's, or `none` for no limit"),
        words: &["auto", "none"],
        example: "100",
        read: |settings, word| limit(word, settings.fit.width).map(|width| settings.options.width = width),
        write: |settings| written(settings.options.width, settings.fit.width),
    },
    Setting {
        name: "rows",
        values: Values::Open("the most rows shown, `auto` for what the terminal holds, or `all`"),
        words: &["auto", "all"],
        example: "40",
        read: |settings, word| limit(word, settings.fit.rows).map(|rows| settings.options.rows = rows),
        write: |settings| written(settings.options.rows, settings.fit.rows),
    },
    Setting {
        name: "border",
        values: Values::Words(""),
        words: &["unicode", "ascii", "none"],
        example: "ascii",
        read: |settings, word| Border::from_word(word).map(|border| settings.options.border = border),
        write: |settings| format!("{:?}", settings.options.border).to_lowercase(),
    },
    Setting {
        name: "color",
        values: Values::Words(""),
        words: &["on", "off"],
        example: "off",
        read: |settings, word| switch(word).map(|color| settings.options.color = color),
        write: |settings| on_off(settings.options.color),
    },
    Setting {
        name: "guard",
        values: Values::Words(
            ": in CSV and TSV an apostrophe before words that a spreadsheet would take for formulas",
        ),
        words: &["on", "off"],
        example: "on",
        read: |settings, word| switch(word).map(|guard| settings.options.guard = guard),
        write: |settings| on_off(settings.options.guard),
    },
];

/// Every setting with the values that it can have.
pub fn list() -> impl Iterator<Item = (String, String)> {
    SETTINGS.iter().map(|setting| (format!("set {}", setting.name), setting.values()))
}

/// The values of a setting that are words; none when it is no setting.
pub fn values(name: &str) -> &'static [&'static str] {
    let setting = SETTINGS.iter().find(|setting| setting.name.eq_ignore_ascii_case(name));
    setting.map_or(&[], |setting| setting.words)
}

impl Settings {
    /// Changes a setting, or tells what it is; `set` alone tells all.
    ///
    /// # Errors
    ///
    /// No such setting, or a value that it cannot have.
    pub fn apply(&mut self, set: &Set) -> Result<String, SettingError> {
        let line = |setting: &Setting, settings: &Self| {
            format!("set {} {}", setting.name, (setting.write)(settings))
        };
        let Some(name) = &set.name else {
            return Ok(SETTINGS.iter().map(|setting| line(setting, self)).collect::<Vec<_>>().join("\n"));
        };
        let Some(setting) = SETTINGS.iter().find(|setting| setting.name.eq_ignore_ascii_case(&name.node))
        else {
            let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
            let (name, span) = (name.node.clone(), name.span);
            let meant = closest(&name, names.iter().copied());
            let setting = SETTINGS.iter().find(|setting| meant.is_none_or(|meant| meant == setting.name));
            let example = setting.map(Setting::example).unwrap_or_default();
            return Err(SettingError::Unknown { name, span, known: names.join(", "), example });
        };
        if let Some(value) = &set.value {
            (setting.read)(self, value.node.trim()).ok_or_else(|| SettingError::Value {
                name: setting.name,
                value: value.node.clone(),
                span: value.span,
                allowed: setting.values(),
                example: setting.example(),
            })?;
        }
        Ok(line(setting, self))
    }
}

fn switch(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "on" | "yes" | "true" | "always" => Some(true),
        "off" | "no" | "false" | "never" => Some(false),
        _ => None,
    }
}

fn on_off(on: bool) -> String {
    if on { "on" } else { "off" }.into()
}

/// A positive number, what fits, or no limit.
fn limit(word: &str, fit: Option<usize>) -> Option<Option<usize>> {
    match word.to_ascii_lowercase().as_str() {
        "auto" => Some(fit),
        "all" | "none" | "off" | "unlimited" => Some(None),
        word => word.parse().ok().filter(|&limit| limit > 0).map(Some),
    }
}

fn written(limit: Option<usize>, fit: Option<usize>) -> String {
    match limit {
        None => "all".into(),
        Some(_) if limit == fit => "auto".into(),
        Some(limit) => limit.to_string(),
    }
}
