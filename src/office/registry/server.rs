//! Where a registry lives: a file of the office's folder, or a PostgreSQL server.
//!
//! ```text
//! postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE      another computer, always by TLS
//! postgres://USER@localhost/DATABASE                                           this computer
//! postgres:///DATABASE?host=/run/postgresql                                    this computer, by its socket
//! ```
//!
//! A password never stands in the address, which everybody on this computer may see: it comes from a file or from the
//! environment. What crosses a network goes by TLS, to a server whose certificate the named authority signed for the
//! name in the address (`require` asks for no less than `verify-full`).

use crate::model::problem::{Code, Problem};
use std::fmt;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The port where nothing else is said.
const PORT: u16 = 5432;

/// Where a registry lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In this file.
    File(PathBuf),
    /// On this server.
    Server(Server),
}

/// A PostgreSQL server and how to speak to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name, its number, or the folder of its socket.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Which of its databases.
    pub database: String,
    /// As whom.
    pub user: String,
    /// The authority that must have signed its certificate; none on this very computer.
    pub authority: Option<PathBuf>,
    /// What lets us in, if it is asked for.
    pub password: Option<Zeroizing<String>>,
}

/// Never the password.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}:{}/{}", self.user, self.host, self.port, self.database)
    }
}

/// Where a password may come from; the program reads these, nothing here asks the environment.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    /// `--registry-password-file`: its first line is the password.
    pub file: Option<PathBuf>,
    /// `PGPASSWORD`.
    pub word: Option<Zeroizing<String>>,
    /// `PGPASSFILE`: lines of `host:port:database:user:password`.
    pub list: Option<PathBuf>,
    /// `PGSSLROOTCERT`: the authority, where the address names none.
    pub authority: Option<PathBuf>,
    /// `PGUSER` or the name this computer knows whoever runs it by, where the address names nobody.
    pub user: Option<String>,
}

impl Place {
    /// Reads what was given to `--registry`.
    ///
    /// # Errors
    /// [`Code::RegistryAddress`], [`Code::RegistryPasswordShown`], or those of reading a password's file.
    pub fn parse(text: &str, secrets: &Secrets) -> Result<Self, Problem> {
        let Some(rest) = ["postgres://", "postgresql://"].iter().find_map(|start| text.strip_prefix(start)) else {
            return Ok(Self::File(PathBuf::from(text)));
        };
        let mut server = parse_server(rest, secrets)?;
        server.password = secrets.password_of(&server)?;
        Ok(Self::Server(server))
    }
}

impl Server {
    /// True if nothing crosses a network.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.host.starts_with('/') || matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1")
    }
}

fn wrong(why: &str) -> Problem {
    Problem::new(Code::RegistryAddress).because(why)
}

fn parse_server(rest: &str, secrets: &Secrets) -> Result<Server, Problem> {
    let (place, settings) = rest.split_once('?').unwrap_or((rest, ""));
    let (whole_host, database) = place.split_once('/').ok_or_else(|| wrong("it names no database"))?;
    let (user, host) = match whole_host.rsplit_once('@') {
        Some((user, _)) if user.contains(':') => return Err(Problem::new(Code::RegistryPasswordShown)),
        Some((user, host)) => (Some(decoded(user)?), host),
        None => (None, whole_host),
    };
    let (host, port) = host_and_port(host)?;
    let user = user.or_else(|| secrets.user.clone()).ok_or_else(|| wrong("it names nobody to sign in as"))?;
    let mut server = Server {
        host: decoded(host)?,
        port,
        database: decoded(database)?,
        user,
        authority: secrets.authority.clone(),
        password: None,
    };
    let mut mode = None;
    for setting in settings.split('&').filter(|setting| !setting.is_empty()) {
        let (name, value) = setting.split_once('=').ok_or_else(|| wrong("a setting of it has no value"))?;
        match name {
            "password" => return Err(Problem::new(Code::RegistryPasswordShown)),
            "host" => server.host = decoded(value)?,
            "port" => server.port = value.parse().map_err(|_| wrong("its port is no number"))?,
            "sslrootcert" => server.authority = Some(PathBuf::from(decoded(value)?)),
            "sslmode" => mode = Some(value),
            _ => return Err(wrong("it has a setting that is not known here")),
        }
    }
    if server.host.is_empty() {
        server.host = "localhost".into();
    }
    if server.database.is_empty() {
        return Err(wrong("it names no database"));
    }
    with_mode(server, mode)
}

/// Lets a server be spoken to in the clear only where nothing crosses a network.
fn with_mode(mut server: Server, mode: Option<&str>) -> Result<Server, Problem> {
    match mode {
        _ if server.host.starts_with('/') => {
            server.authority = None; // a socket of this computer knows no TLS
            Ok(server)
        }
        Some("disable" | "prefer" | "allow") if server.is_here() => {
            server.authority = None;
            Ok(server)
        }
        None if server.is_here() => Ok(server),
        Some("require" | "verify-ca" | "verify-full") | None if server.authority.is_some() => Ok(server),
        Some("require" | "verify-ca" | "verify-full") | None => {
            Err(wrong("the server is on another computer: name its authority with sslrootcert=FILE"))
        }
        Some("disable" | "prefer" | "allow") => {
            Err(wrong("the server is on another computer: only sslmode=verify-full is allowed"))
        }
        Some(_) => Err(wrong("its sslmode is not known here")),
    }
}

fn host_and_port(text: &str) -> Result<(&str, u16), Problem> {
    let number = |port: &str| port.parse().map_err(|_| wrong("its port is no number"));
    if let Some((host, after)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        return Ok((host, after.strip_prefix(':').map_or(Ok(PORT), number)?));
    }
    match text.rsplit_once(':') {
        Some((host, port)) => Ok((host, number(port)?)),
        None => Ok((text, PORT)),
    }
}

/// `%2F` → `/`.
fn decoded(text: &str) -> Result<String, Problem> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'%' {
            out.push(*byte);
            continue;
        }
        let mut one = [0];
        let digits = rest.get(..2).ok_or_else(|| wrong("a % in it is followed by nothing"))?;
        hex::decode_to_slice(digits, &mut one).map_err(|_| wrong("a % in it is not followed by two digits"))?;
        out.push(one[0]);
        rest = &rest[2..];
    }
    String::from_utf8(out).map_err(|_| wrong("it is not text"))
}

impl Secrets {
    /// The password for a server, from the first place that has one.
    fn password_of(&self, server: &Server) -> Result<Option<Zeroizing<String>>, Problem> {
        if let Some(file) = &self.file {
            let text = read(file)?;
            return Ok(Some(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned())));
        }
        if self.word.is_some() {
            return Ok(self.word.clone());
        }
        let Some(list) = self.list.as_ref().filter(|list| list.exists()) else { return Ok(None) };
        Ok(read(list)?.lines().find_map(|line| listed(line, server)))
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>, Problem> {
    std::fs::read_to_string(path).map(Zeroizing::new).map_err(|fault| super::super::home::disk_problem(path, &fault))
}

/// The password of a line of `PGPASSFILE`, if the line is for this server.
fn listed(line: &str, server: &Server) -> Option<Zeroizing<String>> {
    let mut parts = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ':' if parts.len() < 5 => parts.push(String::new()),
            '\\' => parts.last_mut()?.extend(letters.next()),
            _ => parts.last_mut()?.push(letter),
        }
    }
    let [host, port, database, user, password] = <[String; 5]>::try_from(parts).ok()?;
    let fits = |wanted: &str, given: &str| wanted == "*" || wanted == given;
    let is_host = fits(&host, &server.host) || (host == "localhost" && server.host.starts_with('/'));
    let is_it = is_host
        && fits(&port, &server.port.to_string())
        && fits(&database, &server.database)
        && fits(&user, &server.user);
    is_it.then(|| Zeroizing::new(password))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str, secrets: &Secrets) -> Result<Server, Problem> {
        match Place::parse(text, secrets)? {
            Place::Server(server) => Ok(server),
            Place::File(path) => panic!("{} is no server", path.display()),
        }
    }

    #[test]
    fn an_address_names_host_port_database_and_who() {
        let secrets = Secrets { user: Some("clerk".into()), ..Secrets::default() };
        for (text, wanted) in [
            ("postgres://ada@localhost/records", "ada@localhost:5432/records"),
            ("postgresql://localhost:6000/records", "clerk@localhost:6000/records"),
            ("postgres://ada@[::1]:6000/r", "ada@::1:6000/r"),
            ("postgres:///records?host=/run/postgresql", "clerk@/run/postgresql:5432/records"),
            ("postgres://a%40b@%2Ftmp%2Fpg/r", "a@b@/tmp/pg:5432/r"),
            ("postgres://ada@db.example/r?sslmode=verify-full&sslrootcert=ca.pem", "ada@db.example:5432/r"),
        ] {
            assert_eq!(format!("{:?}", server(text, &secrets).unwrap()), wanted, "{text}");
        }
        assert_eq!(Place::parse("records.sqlite", &secrets).unwrap(), Place::File("records.sqlite".into()));
    }

    #[test]
    fn a_password_is_never_in_the_address_and_nothing_crosses_a_network_in_the_clear() {
        let secrets = Secrets { user: Some("clerk".into()), ..Secrets::default() };
        for (text, wanted) in [
            ("postgres://ada:word@localhost/r", Code::RegistryPasswordShown),
            ("postgres://ada@localhost/r?password=word", Code::RegistryPasswordShown),
            ("postgres://ada@db.example/r", Code::RegistryAddress),
            ("postgres://ada@db.example/r?sslmode=require", Code::RegistryAddress),
            ("postgres://ada@db.example/r?sslmode=disable&sslrootcert=ca.pem", Code::RegistryAddress),
            ("postgres://ada@localhost/r?options=-c", Code::RegistryAddress),
            ("postgres://ada@localhost", Code::RegistryAddress),
            ("postgres://ada@localhost:port/r", Code::RegistryAddress),
        ] {
            let problem = server(text, &secrets).unwrap_err();
            assert_eq!(problem.code, wanted, "{text}");
            assert!(!problem.detail.contains("word"), "{}", problem.detail);
        }
    }

    #[test]
    fn a_password_comes_from_a_file_or_the_environment() {
        let folder = tempfile::tempdir().unwrap();
        let (one, list) = (folder.path().join("one"), folder.path().join("list"));
        std::fs::write(&one, "from the file\nmore").unwrap();
        std::fs::write(&list, "db:*:records:ada:other\n*:5432:records:ada:a\\:b\n").unwrap();
        let word = Some(Zeroizing::new("from the environment".to_owned()));
        let listed = Secrets { list: Some(list), ..Secrets::default() };
        let named = Secrets { word, ..listed.clone() };
        let filed = Secrets { file: Some(one), ..named.clone() };
        for (secrets, wanted) in [(&filed, "from the file"), (&named, "from the environment"), (&listed, "a:b")] {
            let found = server("postgres://ada@localhost/records", secrets).unwrap();
            assert_eq!(found.password.as_deref().map(String::as_str), Some(wanted));
            assert!(!format!("{found:?}").contains(wanted), "no password in a log");
        }
        assert_eq!(server("postgres://bob@localhost/records", &listed).unwrap().password, None);
    }
}
