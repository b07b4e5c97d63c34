//! Files become topics of the catalog.

use std::path::Path;
use std::sync::Arc;

use data::catalog::PackageInfo;
use data::{Catalog, CatalogEntry, DataError, names};

use super::embedded::PACKAGES;
use super::error::ImportError;
use super::file_kind::FileKind;
use super::files::{self, Files};
use super::package::{Package, Resource};
use super::recognize::Hints;
use super::source::PackageTopic;
use super::table::{self, Loaded};

/// The data inside the program.
///
/// # Errors
///
/// None in a program that passed its tests.
pub fn embedded() -> Result<Catalog, ImportError> {
    let mut catalog = Catalog::default();
    for files in PACKAGES {
        add_package(&mut catalog, Files::Embedded(files), "datapackage.json")?;
    }
    Ok(catalog)
}

/// Loads a descriptor, a folder with a descriptor, or one table as a topic called `name`; tells the new names. What is
/// there already stays as it is.
///
/// # Errors
///
/// Anything that keeps the data from being read.
pub fn load(
    catalog: &Catalog,
    path: &Path,
    name: Option<&str>,
    roles: &[(String, String)],
) -> Result<(Catalog, Vec<String>), DataError> {
    let (mut catalog, before) = (catalog.clone(), catalog.entries().count());
    let is_package = path.is_dir() || path.extension().is_some_and(|ending| ending == "json");
    if path.is_dir() && !path.join("datapackage.json").exists() {
        let (folder, advice) = (path.display().to_string(), files::tables_in(path));
        return Err(ImportError::NoDescriptor { folder, advice }.into());
    }
    if is_package {
        let (folder, file) = match path.is_dir() {
            true => (path, "datapackage.json"),
            false => (
                path.parent().unwrap_or(Path::new("")),
                path.file_name().and_then(|name| name.to_str()).unwrap_or_default(),
            ),
        };
        add_package(&mut catalog, Files::Package(folder.into()), file)?;
        if name.is_some() || !roles.is_empty() {
            return Err(ImportError::ForTables { path: path.display().to_string() }.into());
        }
    } else {
        add_table(&mut catalog, path, name, roles)?;
    }
    // A table is read at once, so that a mistake in it is told at the `load`.
    let names: Vec<String> = catalog.entries().skip(before).map(|entry| entry.name.clone()).collect();
    catalog.entries().skip(before).try_for_each(|entry| entry.topic()?.check())?;
    names.iter().try_for_each(|name| know_names(&mut catalog, name))?;
    Ok((catalog, names))
}

/// Lets the cases of a topic from elsewhere be called by all the names that are known for them.
fn know_names(catalog: &mut Catalog, name: &str) -> Result<(), DataError> {
    let Some(topic) = catalog.topic(name).transpose()? else { return Ok(()) };
    let refers = topic.references.iter().any(|reference| reference.field == topic.case());
    let found = if refers { None } else { names::look_cases_up(catalog, topic)? };
    let alike = names::alike(topic)?.map(table::alike);
    catalog.amend(name, |topic| {
        topic.remarks.extend(alike);
        topic.remarks.extend(found.iter().flat_map(table::known_names));
        topic.references.extend(found.map(|found| found.reference));
    });
    Ok(())
}

fn add_package(catalog: &mut Catalog, files: Files, path: &str) -> Result<(), ImportError> {
    // The descriptor is where the user says it is, by a link too.
    let text = match &files {
        Files::Package(folder) => Files::Folder(folder.clone()).read(path)?,
        Files::Embedded(_) | Files::Folder(_) => files.read(path)?,
    };
    // Data as objects and lists are no descriptor with a mistake in it.
    let is_data = || text.trim_start().starts_with('[') || !text.contains("\"resources\"");
    if path != "datapackage.json" && FileKind::of(text.as_bytes()) == Some(FileKind::Json) && is_data() {
        return Err(ImportError::NoText { path: files.display(path), kind: FileKind::Json });
    }
    let package: Package = serde_json::from_str(&text)
        .map_err(|error| ImportError::Descriptor { path: files.display(path), reason: error.to_string() })?;
    let info = Arc::new(PackageInfo {
        title: if package.title.is_empty() { package.name } else { package.title },
        version: package.version,
        licenses: package.licenses.into_iter().map(|license| license.name).collect(),
    });
    if package.resources.is_empty() {
        return Err(ImportError::Empty { path: files.display(path) });
    }
    let files = Arc::new(files);
    for resource in package.resources {
        let entry = entry(catalog, resource, &info, &files);
        catalog.add(entry).map_err(|entry| {
            let (name, path) = (entry.name, files.display(path));
            ImportError::TopicExists { advice: format!(" in `{path}`: `\"name\": \"my_{name}\"`"), name }
        })?;
    }
    Ok(())
}

fn add_table(
    catalog: &mut Catalog,
    path: &Path,
    name: Option<&str>,
    pairs: &[(String, String)],
) -> Result<(), ImportError> {
    let shown = path.display().to_string();
    let hints = Hints::read(&shown, pairs)?;
    let Loaded { resource, topic, .. } = table::load(path, name, &hints, catalog.progress())?;
    let info = Arc::new(PackageInfo { title: shown.clone(), ..PackageInfo::default() });
    let folder = path.parent().unwrap_or(Path::new("")).into();
    let entry = entry(catalog, resource, &info, &Arc::new(Files::Folder(folder))).with(topic);
    catalog.add(entry).map_err(|entry| {
        let name = entry.name;
        ImportError::TopicExists { advice: format!(": `load \"{shown}\" as my {name}`"), name }
    })
}

/// A topic that is read from these files when it is first asked for.
fn entry(
    catalog: &Catalog,
    resource: Resource,
    package: &Arc<PackageInfo>,
    files: &Arc<Files>,
) -> CatalogEntry {
    let (name, progress) = (resource.name.clone(), catalog.progress().clone());
    let names_cases = resource.names_cases;
    let source = Arc::new(PackageTopic { resource, files: files.clone(), progress });
    CatalogEntry::new(&name, package.clone(), source).naming_cases(names_cases)
}
