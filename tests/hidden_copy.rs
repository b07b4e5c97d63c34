//! The hidden copy of the data has other answers to the same questions.

use std::sync::Arc;

use juxta::data::{Column, FieldId, HiddenCopy, Role, Topic};

#[test]
fn measures_change_and_questions_stay() {
    let store = juxta::import::embedded().expect("the data inside can be read");
    let rename = Some(("Tokyo".into(), "Newtown".into()));
    let variant = Arc::new(HiddenCopy { seed: 3, rename });
    let (varied, again) = (store.varied(&store, &variant), store.varied(&store, &variant));
    let mut changed = 0;
    for entry in store.entries() {
        let name = &entry.name;
        let (old, new) = (
            entry.topic().expect("the data inside can be read"),
            varied.topic(name).expect("the data inside can be read").expect("the data inside can be read"),
        );
        assert_eq!(old.rows, new.rows);
        for (at, field) in old.fields.iter().enumerate() {
            let id = FieldId(at);
            let values = |topic: &Topic| {
                (0..topic.rows)
                    .map(|row| topic.column(id).expect("the data inside can be read").value(row))
                    .collect::<Vec<_>>()
            };
            let same = values(old) == values(new);
            let renamed = matches!(old.column(id).expect("the data inside can be read"), Column::Labels(labels)
                if labels.dictionary.labels().iter().any(|label| &**label == "Tokyo"));
            if field.role != Role::Measure && !renamed {
                assert!(same, "{name}.{} is no measure", field.name);
            }
            changed += usize::from(!same);
            assert_eq!(
                values(new),
                values(
                    again
                        .topic(name)
                        .expect("the data inside can be read")
                        .expect("the data inside can be read")
                ),
                "the same every time"
            );
        }
    }
    assert!(changed > 100, "{changed} fields changed");
}
