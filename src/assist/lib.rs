//! What a prompt, a notebook and an editor need, without a terminal.

pub mod command;

pub mod help;

pub mod highlight;

pub mod complete;

pub mod transcript;
