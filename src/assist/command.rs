//! What a prompt understands beside statements. A script holds none of it.

use syntax::keyword::{KeywordKind, keyword};

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandKind {
    /// Explains a word, or the program.
    Help,
    /// Lists the topics.
    Topics,
    /// Looks for a word in all names.
    Find,
    /// Tells what a topic, a field or a case is.
    Describe,
    /// Shows the last result again.
    Last,
    /// Puts the corrected statement on the next line.
    Fix,
    /// Shows every stage of a query.
    Plan,
    /// Writes the statements that worked.
    Save,
    /// Opens a lesson, or lists them.
    Learn,
    /// Clears the screen.
    Clear,
    /// Leaves.
    Quit,
}

/// What stands after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Nothing.
    None,
    /// A word that help explains.
    Topic,
    /// Any word.
    Word,
    /// A name of the data.
    Name,
    /// `as json`
    Form,
    /// A query; without one, the last.
    Query,
    /// A file in quotes.
    File,
    /// A lesson.
    Lesson,
}

/// A command as help and completion show it.
#[derive(Clone, Copy, Debug)]
pub struct CommandEntry {
    /// What it does.
    pub kind: CommandKind,
    /// The word it begins with.
    pub word: &'static str,
    /// What stands after the word.
    pub argument: Argument,
    /// How it is written.
    pub usage: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
}

/// Every command, in the order help lists them.
pub const COMMANDS: [CommandEntry; 11] = {
    use CommandKind::{Clear, Describe, Find, Fix, Help, Last, Learn, Plan, Quit, Save, Topics};
    [
        entry(Help, "help", Argument::Topic, "help WORD", "explain a word"),
        entry(Topics, "topics", Argument::None, "topics", "list what there is"),
        entry(Find, "find", Argument::Word, "find WORD", "look for a word"),
        entry(Describe, "describe", Argument::Name, "describe NAME", "tell what it is"),
        entry(Last, "last", Argument::Form, "last as json", "show the result again"),
        entry(Fix, "fix", Argument::None, "fix", "mend what failed"),
        entry(Plan, "plan", Argument::Query, "plan QUERY", "show how it is done"),
        entry(Save, "save", Argument::File, "save \"FILE\"", "write a script"),
        entry(Learn, "learn", Argument::Lesson, "learn N", "open a lesson"),
        entry(Clear, "clear", Argument::None, "clear", "clear the screen"),
        entry(Quit, "quit", Argument::None, "quit", "leave; also Ctrl-D"),
    ]
};

/// A command that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command<'t> {
    /// What it does.
    pub kind: CommandKind,
    /// What stands after its word.
    pub rest: &'t str,
}

impl<'t> Command<'t> {
    /// Reads a line; `None` when it is no command, so that it can only be a statement.
    ///
    /// Other programs taught people `.help`, `\q`, `help()`, `compare ?` and `compare --help`.
    pub fn read(line: &'t str) -> Option<Self> {
        let line = line.trim().trim_end_matches([';', '；']).trim_end();
        let behind = line.strip_suffix(QUESTION).filter(|line| !is_sentence(line));
        let asked = line.strip_prefix(QUESTION).or(behind);
        if let Some(rest) = asked.or_else(|| line.strip_suffix("--help")) {
            return Some(Self { kind: CommandKind::Help, rest: rest.trim() });
        }
        let line = line.trim_start_matches(['.', ':', '\\']);
        let end = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
        let (word, rest) = line.split_at(end);
        let entry = entry_of(word)?;
        let rest = rest.trim();
        let inside = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        Some(Self { kind: entry.kind, rest: inside.unwrap_or(rest).trim() })
    }
}

/// `what is the population of Seoul` asks the data, and not for help on a word.
fn is_sentence(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    // `top 5 cities?` begins with a word that has a meaning inside a query only.
    let begins = keyword(first).is_some_and(|word| word.kind != KeywordKind::Contextual);
    !begins && words.count() >= 2
}

/// The command that a word begins, whatever its case.
pub fn entry_of(word: &str) -> Option<&'static CommandEntry> {
    let word = match word.to_ascii_lowercase().as_str() {
        "q" | "exit" | "bye" => "quit",
        "h" => "help",
        "cls" => "clear",
        _ => word,
    };
    COMMANDS.iter().find(|entry| entry.word.eq_ignore_ascii_case(word))
}

const QUESTION: [char; 2] = ['?', '？'];

const fn entry(
    kind: CommandKind,
    word: &'static str,
    argument: Argument,
    usage: &'static str,
    about: &'static str,
) -> CommandEntry {
    CommandEntry { kind, word, argument, usage, about }
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, Command, CommandKind};
    use syntax::keyword::keyword;

    #[test]
    fn every_way_of_asking_is_understood() {
        for line in [
            "help compare",
            "? compare",
            "?compare",
            "compare ?",
            "compare？",
            "help(compare)",
            ".help compare",
            "compare --help",
            "HELP compare;",
        ] {
            assert_eq!(
                Command::read(line),
                Some(Command { kind: CommandKind::Help, rest: "compare" }),
                "{line}"
            );
        }
        for line in ["help", "?", "help()", "  help  ", "\\h", ":help"] {
            assert_eq!(Command::read(line), Some(Command { kind: CommandKind::Help, rest: "" }), "{line}");
        }
        for line in ["quit", "exit()", "\\q", ".exit", ":q", "bye"] {
            assert_eq!(Command::read(line).map(|command| command.kind), Some(CommandKind::Quit), "{line}");
        }
        assert_eq!(
            Command::read("save \"a b.juxta\""),
            Some(Command { kind: CommandKind::Save, rest: "\"a b.juxta\"" })
        );
    }

    #[test]
    fn statements_are_no_commands() {
        for line in [
            "compare Beijing, Seoul on rankings",
            "what is the population of Seoul?",
            "show topics",
            "",
            "lasting",
            "finds x",
            "# help",
        ] {
            assert_eq!(Command::read(line), None, "{line}");
        }
    }

    #[test]
    fn no_command_hides_a_word_of_the_language() {
        for entry in COMMANDS {
            // `last` has a meaning after `export` only; `describe` says the same in both.
            assert!(
                matches!(entry.word, "last" | "describe") || keyword(entry.word).is_none(),
                "{}",
                entry.word
            );
        }
    }
}
