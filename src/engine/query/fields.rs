//! Which fields of its topic a selection needs.

use data::FieldId;

use crate::formula::Formula;
use crate::selection::{Origin, Selection, Test, TestKind, Variable};

impl Selection {
    /// The fields of the topic that it needs, each once.
    pub fn fields(&self) -> Vec<FieldId> {
        let mut fields = Vec::new();
        let counted = self.grouping.aggregates();
        let beside = counted.into_iter().flat_map(|counted| counted.weight.iter().chain(&counted.members));
        let variables = self.keys.iter().chain(&self.measures).chain(beside);
        variables.for_each(|variable| variable.add_fields(&mut fields));
        self.about.iter().chain(&self.filter).for_each(|test| test.add_fields(&mut fields));
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

impl Variable {
    fn add_fields(&self, fields: &mut Vec<FieldId>) {
        match &self.origin {
            Origin::Field(id) => fields.push(*id),
            Origin::Through { key, .. } => fields.push(*key),
            Origin::Formula(formula) => formula.add_fields(fields),
            Origin::Condition(test) => test.add_fields(fields),
            Origin::Years | Origin::Decade => {}
        }
    }
}

impl Formula {
    fn add_fields(&self, fields: &mut Vec<FieldId>) {
        self.parts().into_iter().for_each(|part| part.add_fields(fields));
        self.within().into_iter().flatten().for_each(|variable| variable.add_fields(fields));
        if let Self::Summary(summary) = self {
            summary.filter.iter().for_each(|test| test.add_fields(fields));
        }
        match self {
            Self::Variable(variable) => variable.add_fields(fields),
            Self::Number(_)
            | Self::Binary(..)
            | Self::Unary(..)
            | Self::Summary(_)
            | Self::Earlier(_)
            | Self::Place(_) => {}
        }
    }
}

impl Test {
    fn add_fields(&self, fields: &mut Vec<FieldId>) {
        match &self.kind {
            TestKind::And(tests) | TestKind::Or(tests) => {
                tests.iter().for_each(|test| test.add_fields(fields));
            }
            TestKind::Not(test) => test.add_fields(fields),
            TestKind::Label { variable, .. }
            | TestKind::Word { variable, .. }
            | TestKind::Step { variable, .. }
            | TestKind::Member { variable, .. }
            | TestKind::Contains { variable, .. }
            | TestKind::Years { variable, .. }
            | TestKind::Missing(variable) => variable.add_fields(fields),
            TestKind::Number { left, right, .. } => {
                left.add_fields(fields);
                right.add_fields(fields);
            }
        }
    }
}
