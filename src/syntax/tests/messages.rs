//! Wrong statements and what is said about them.
