//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Customers, selling and service of a company: one program, one data file.
#[derive(Debug, Parser)]
#[command(name = "rapport", version, max_term_width = 110)]
pub struct Arguments {
    /// The data: sqlite:FILE or postgres://…
    #[arg(
        long,
        global = true,
        env = "RAPPORT_DATABASE",
        default_value = "sqlite:rapport.db",
        value_name = "URL"
    )]
    pub database: String,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages and the API.
    #[command(after_help = "Example:\n  rapport serve --database sqlite:company.db --listen 0.0.0.0:3000")]
    Serve(Serve),
    /// Users.
    #[command(
        subcommand,
        after_help = "Example:\n  printf %s \"$PASSWORD\" | rapport user add anna@example.com --name 'Anna Berg' \
                      --role Representative"
    )]
    User(User),
    /// Print a new API token of a user, and nothing else.
    #[command(after_help = "Example:\n  TOKEN=$(rapport token anna@example.com)")]
    Token {
        /// Her e-mail address.
        email: String,
        /// What it is for, shown in her list of tokens.
        #[arg(long, default_value = "command line")]
        name: String,
    },
    /// Bring in a CSV file.
    #[command(after_help = "Examples:\n  rapport import accounts customers.csv --dry-run\n  \
                            rapport import contacts people.csv --map people.json --match email")]
    Import(Import),
    /// Write a module's records as CSV, to a file or to standard output.
    #[command(after_help = "Example:\n  rapport export opportunities won.csv --filter 'stage = won'")]
    Export(Export),
    /// Copy the database to a new file while it is in use.
    #[command(after_help = "Example:\n  rapport backup /backups/rapport-monday.db")]
    Backup { file: PathBuf },
    /// Put a copy back in place of the database; what was there is kept beside it.
    #[command(after_help = "Example:\n  rapport restore /backups/rapport-monday.db")]
    Restore { file: PathBuf },
    /// Look whether the database is whole.
    #[command(after_help = "Example:\n  rapport check --database sqlite:company.db")]
    Check,
    /// Write the database anew without the gaps that deleted records left.
    #[command(after_help = "Example:\n  rapport tidy --database sqlite:company.db")]
    Tidy,
    /// Set documents for a server that started this.
    #[cfg(feature = "pdf")]
    #[command(hide = true)]
    Typeset {
        #[arg(long)]
        fonts: Option<PathBuf>,
    },
    /// Add bulk data to measure on; the same numbers give the same data.
    #[command(
        after_help = "Example:\n  rapport fill --accounts 10000 --contacts 100000 --opportunities 50000"
    )]
    Fill(Fill),
}

#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, env = "RAPPORT_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Fill an empty database with a small company and print how to sign in.
    #[arg(long)]
    pub demo: bool,
    /// A folder with fonts for PDFs, besides those of the machine.
    #[cfg(feature = "pdf")]
    #[arg(long, env = "RAPPORT_FONTS", value_name = "FOLDER")]
    pub fonts: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a user; the password is read from standard input.
    #[command(
        after_help = "Example:\n  printf %s \"$PASSWORD\" | rapport user add anna@example.com --name 'Anna Berg' \
                            --role Representative"
    )]
    Add {
        email: String,
        #[arg(long)]
        name: String,
        /// The name of a role: Administrator, Manager, Representative or one of your own.
        #[arg(long)]
        role: String,
    },
    /// Take the second factor away from a user who has lost it; all her sessions end.
    #[command(after_help = "Example:\n  rapport user reset-second-factor anna@example.com")]
    ResetSecondFactor { email: String },
}

#[derive(Debug, Args)]
pub struct Import {
    /// Where the rows go: accounts, contacts, …
    pub module: String,
    pub file: PathBuf,
    /// Which column is which field, as JSON; without it by the headers.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Fields by which a row is the same as a record that is there, which is then updated.
    #[arg(long = "match", value_delimiter = ',', value_name = "FIELDS")]
    pub match_by: Vec<String>,
    /// Say what would happen and which cells are bad, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Import as this user, with her rights.
    #[arg(long = "as", value_name = "EMAIL")]
    pub user: Option<String>,
}

#[derive(Debug, Args)]
pub struct Export {
    pub module: String,
    pub file: Option<PathBuf>,
    /// A condition, such as: stage = won and amount >= 1000
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub filter: String,
}

#[derive(Debug, Args)]
pub struct Fill {
    #[arg(long, default_value_t = 0)]
    pub accounts: u64,
    #[arg(long, default_value_t = 0)]
    pub contacts: u64,
    #[arg(long, default_value_t = 0)]
    pub leads: u64,
    #[arg(long, default_value_t = 0)]
    pub opportunities: u64,
}
