//! The engine: what the rest of the program holds. It opens the database, keeps the present `World`, and follows the
//! log so that rights change as soon as users and roles do.

use std::sync::{Arc, OnceLock, PoisonError, RwLock, Weak};
use std::time::Duration;

use api::{Caller, Failure};
use model::filter::Asking;
use model::grant::Level;
use model::{Change, Id, Instant, Schema, Shape};
use store::Store;
use tokio::sync::{Mutex, MutexGuard, Notify, broadcast, watch};

use crate::clock::{self, Clock};
use crate::company::{self, Company};
use crate::custom::{self, Custom};
use crate::database::{self, Keeping};
use crate::doors::Doors;
use crate::error::Result;
use crate::hand_over::HandOvers;
use crate::import::Imports;
use crate::oidc::KnownProviders;
use crate::organisation::{self, Organisation};
use crate::privacy::Seeing;
use crate::seal::{self, Place};
use crate::throttle::Throttle;
use crate::typesetter::Typesetter;
use crate::wordings::Wordings;
use crate::world::World;

/// How often what has expired is thrown away.
const TIDIED: Duration = Duration::from_secs(60 * 60);
/// How often it is written down who saw whom.
const WRITTEN_DOWN: Duration = Duration::from_secs(2);
/// So long who changes a formula waits for its results.
const SOON: Duration = Duration::from_millis(500);

/// All use cases on one database. Cheap to clone.
#[derive(Clone)]
pub struct Engine(Arc<Parts>);

struct Parts {
    store: Store,
    /// Where the key for secrets is.
    key_place: Place,
    clock: Clock,
    world: RwLock<Arc<World>>,
    doors: Doors,
    throttle: Throttle,
    imports: Imports,
    keeping: Keeping,
    seeing: Seeing,
    hand_overs: HandOvers,
    /// Told when a mail was queued.
    mailing: Notify,
    known_providers: KnownProviders,
    typesetter: OnceLock<Arc<dyn Typesetter>>,
    /// Told whenever there is another world.
    turns: watch::Sender<()>,
    /// Held while users, roles or teams are written: their rules look at all of them together.
    organising: Mutex<()>,
    /// Held while the organisation is read anew: of two readings, the older must not stay.
    loading: Mutex<()>,
    /// Held while records are worked out anew, whose formulas have changed.
    computing: Arc<Mutex<()>>,
}

impl Engine {
    /// Opens the database and makes it ready: tables for all modules, the first roles and rules.
    pub async fn open(url: &str) -> Result<Engine> {
        Engine::open_with(url, clock::system(), std::env::var(seal::VARIABLE).ok()).await
    }

    /// The same with a clock and a key for secrets of one's own; without one the key lies beside the database.
    pub async fn open_with(url: &str, clock: Clock, key: Option<String>) -> Result<Engine> {
        database::before_opening(url, clock()).await?;
        Engine::open_unguarded(url, clock, key).await
    }

    /// The same without a backup of what an older program wrote: for a copy.
    pub(crate) async fn open_unguarded(url: &str, clock: Clock, key: Option<String>) -> Result<Engine> {
        let store = Store::open(url).await?;
        store.note_version().await?;
        // What the company says of its modules is read from tables that must be there before.
        let settings = Schema::merge(custom::settings(), Shape::default(), Company::default().currency);
        store.put_schema(Arc::new(settings)).await?;
        let world = load(&store).await?;
        let engine = Engine(Arc::new(Parts {
            key_place: Place::of(store.path(), key),
            store,
            clock,
            world: RwLock::new(Arc::new(world)),
            doors: Doors::default(),
            throttle: Throttle::default(),
            imports: Imports::default(),
            keeping: Keeping::default(),
            seeing: Seeing::default(),
            hand_overs: HandOvers::default(),
            mailing: Notify::new(),
            known_providers: KnownProviders::default(),
            typesetter: OnceLock::new(),
            turns: watch::Sender::default(),
            organising: Mutex::default(),
            loading: Mutex::default(),
            computing: Arc::default(),
        }));
        engine.0.work_out().await;
        tokio::spawn(follow(Arc::downgrade(&engine.0), engine.live()));
        tokio::spawn(tidy(Arc::downgrade(&engine.0)));
        engine.seeing().load(engine.store()).await?;
        tokio::spawn(write_down(Arc::downgrade(&engine.0)));
        company::make(&engine).await?;
        crate::first_roles::make(&engine).await?;
        crate::first_rules::make(&engine).await?;
        Ok(engine)
    }

    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The first that is given stays.
    pub fn set_typesetter(&self, typesetter: Arc<dyn Typesetter>) {
        let _ = self.0.typesetter.set(typesetter);
    }

    pub(crate) fn typesetter(&self) -> Option<&Arc<dyn Typesetter>> {
        self.0.typesetter.get()
    }

    /// All modules as they are, in no language.
    pub fn schema(&self) -> Arc<Schema> {
        self.world().schema().clone()
    }

    pub fn company(&self) -> Company {
        self.world().company.clone()
    }

    /// For the product itself. Amounts that are there already keep their currencies.
    pub async fn set_company(&self, company: Company) -> Result<(), Failure> {
        Ok(company::set(self, company).await?)
    }

    /// Every change from now on, of this and other servers; `live_for` says which of it somebody may know.
    pub fn live(&self) -> broadcast::Receiver<Arc<Vec<Change>>> {
        self.store().subscribe()
    }

    /// Told whenever rights, the schema or the company may have changed.
    pub fn turns(&self) -> watch::Receiver<()> {
        self.0.turns.subscribe()
    }

    /// The product itself, as one who asks.
    pub fn system_caller(&self) -> Arc<Caller> {
        self.world().system.clone()
    }

    pub(crate) fn world(&self) -> Arc<World> {
        self.0.world()
    }

    pub(crate) fn key_place(&self) -> &Place {
        &self.0.key_place
    }

    pub(crate) fn doors(&self) -> &Doors {
        &self.0.doors
    }

    pub(crate) fn throttle(&self) -> &Throttle {
        &self.0.throttle
    }

    pub(crate) fn imports(&self) -> &Imports {
        &self.0.imports
    }

    pub(crate) fn keeping(&self) -> &Keeping {
        &self.0.keeping
    }

    pub(crate) fn seeing(&self) -> &Seeing {
        &self.0.seeing
    }

    pub(crate) fn hand_overs(&self) -> &HandOvers {
        &self.0.hand_overs
    }

    pub(crate) fn known_providers(&self) -> &KnownProviders {
        &self.0.known_providers
    }

    pub(crate) fn mailing(&self) -> &Notify {
        &self.0.mailing
    }

    pub(crate) fn clock(&self) -> Clock {
        self.0.clock.clone()
    }

    /// Reads all anew: another database is in place.
    pub(crate) async fn start_anew(&self) -> Result<()> {
        let _alone = self.0.loading.lock().await;
        let world = load(self.store()).await?;
        self.0.doors.forget_all();
        self.0.seeing.load(self.store()).await?;
        self.0.put_world(world);
        Ok(())
    }

    pub(crate) fn now(&self) -> Instant {
        clock::to_the_millisecond((self.0.clock)())
    }

    pub(crate) fn new_id(&self) -> Id {
        clock::new_id(self.now())
    }

    pub(crate) fn asking(&self, caller: &Caller) -> Asking {
        Asking {
            now: self.now(),
            zone: caller.formats.zone.clone(),
            first_weekday: caller.formats.first_weekday,
            me: caller.grant.user,
            team: caller.team.clone(),
            department: caller.department.clone(),
        }
    }

    /// Whoever asks, with the rights that she has now: what she came with may be older.
    pub fn as_of_now(&self, caller: &Caller) -> Result<Arc<Caller>, Failure> {
        match caller.grant.user {
            None => Ok(self.system_caller()),
            Some(user) => self.world().caller(user).ok_or(Failure::NotSignedIn),
        }
    }

    /// Whoever asks, if she is an administrator now.
    pub(crate) fn administrator(&self, caller: &Caller) -> Result<Arc<Caller>, Failure> {
        let caller = self.as_of_now(caller)?;
        if caller.me.level == Level::Administrator.key() { Ok(caller) } else { Err(Failure::NotAllowed) }
    }

    /// Held while a module of the organisation is written; nothing for all others.
    pub(crate) async fn organise(&self, module: &str) -> Option<MutexGuard<'_, ()>> {
        if organisation::is_part(module) { Some(self.0.organising.lock().await) } else { None }
    }

    /// Takes up a change of users, roles or teams, of modules and fields. What this server writes holds before the writer is answered.
    pub(crate) async fn reorganise(&self, module: &str) -> Result<()> {
        if organisation::is_part(module) { self.0.reload().await } else { Ok(()) }
    }
}

impl Parts {
    fn world(&self) -> Arc<World> {
        self.world.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put_world(&self, world: World) {
        *self.world.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(world);
        self.turns.send_replace(());
    }

    async fn reload(&self) -> Result<()> {
        let _alone = self.loading.lock().await;
        let now = self.world();
        let company = Company::load(&self.store).await?;
        let custom = Custom::load(&self.store).await?;
        let counts = |company: &Company| (company.currency.clone(), company.currencies.clone());
        let same = custom == now.custom && counts(&company) == counts(&now.company);
        let wordings = if same {
            now.wordings.clone()
        } else {
            let wordings = wordings(&company, &custom);
            self.take_up(wordings.schema().clone()).await?;
            wordings
        };
        let organisation = Organisation::load(&self.store, wordings.schema()).await?;
        self.put_world(World::new(company, custom, organisation, wordings));
        Ok(())
    }

    /// Makes tables and columns for `schema`. What lies in a field that is back is found by search a while later.
    async fn take_up(&self, schema: Arc<Schema>) -> Result<()> {
        let outdated = self.store.put_schema(schema).await?;
        let store = self.store.clone();
        tokio::spawn(async move {
            if let Err(error) = store.reindex(&outdated).await {
                tracing::warn!(%error, "the search index will be brought up to date at the next start");
            }
            finish(store).await;
        });
        self.work_out().await;
        Ok(())
    }

    /// Fills what formulas give where they have changed: at once in few records, in many a while later.
    async fn work_out(&self) {
        let (store, computing) = (self.store.clone(), self.computing.clone());
        let work = tokio::spawn(async move {
            let _alone = computing.lock().await;
            if let Err(error) = store.work_out().await {
                tracing::warn!(%error, "formulas will be worked out at the next start");
            }
        });
        let _ = tokio::time::timeout(SOON, work).await;
    }
}

/// Makes the tables fit and reads what answers depend on.
async fn load(store: &Store) -> Result<World> {
    let company = Company::load(store).await?;
    let custom = Custom::load(store).await?;
    let wordings = wordings(&company, &custom);
    let outdated = store.put_schema(wordings.schema().clone()).await?;
    store.reindex(&outdated).await?;
    tokio::spawn(finish(store.clone()));
    let organisation = Organisation::load(store, wordings.schema()).await?;
    Ok(World::new(company, custom, organisation, wordings))
}

/// Compares all records by rules of duplicates that are new: until that is done, some are not found. And removes what lay
/// in fields before they became another kind.
async fn finish(store: Store) {
    if let Err(error) = store.rekey().await {
        tracing::warn!(%error, "rules of duplicates will be applied to all records at the next start");
    }
    if let Err(error) = store.clear().await {
        tracing::warn!(%error, "what fields held before will be removed at the next start");
    }
}

/// The one place where the modules become a schema.
pub(crate) fn merge(company: &Company, shape: Shape) -> Arc<Schema> {
    let shape = Shape { currencies: company.currencies.clone(), ..shape };
    Arc::new(Schema::merge(modules::declared(), shape, company.currency.clone()))
}

fn wordings(company: &Company, custom: &Custom) -> Arc<Wordings> {
    let shape = &custom.shape;
    let for_roles = shape.roles().into_iter().map(|role| (role, merge(company, shape.for_role(role))));
    Arc::new(Wordings::new(merge(company, shape.clone()), for_roles.collect()))
}

/// Follows the log as long as the engine lives, for what other servers on the same database change.
async fn follow(engine: Weak<Parts>, mut changes: broadcast::Receiver<Arc<Vec<Change>>>) {
    loop {
        let concerned = match changes.recv().await {
            Ok(changes) => changes.iter().any(|change| organisation::is_part(&change.module)),
            Err(broadcast::error::RecvError::Lagged(_)) => true,
            Err(broadcast::error::RecvError::Closed) => return,
        };
        let Some(engine) = engine.upgrade() else { return };
        if concerned && let Err(error) = engine.reload().await {
            tracing::error!(%error, "the organisation could not be read again");
        }
    }
}

/// Throws away what has expired, now and then; a command that is done soon leaves it to the server.
async fn tidy(engine: Weak<Parts>) {
    loop {
        tokio::time::sleep(TIDIED).await;
        let Some(engine) = engine.upgrade() else { return };
        if let Err(error) = engine.store.tidy((engine.clock)()).await {
            tracing::warn!(%error, "what has expired could not be thrown away");
        }
        if let Err(error) = engine.seeing.tidy(&engine.store, (engine.clock)()).await {
            tracing::warn!(%error, "who saw whom long ago could not be forgotten");
        }
    }
}

/// Writes down who saw whom, a moment after it was seen.
async fn write_down(engine: Weak<Parts>) {
    loop {
        tokio::time::sleep(WRITTEN_DOWN).await;
        let Some(engine) = engine.upgrade() else { return };
        if let Err(error) = engine.seeing.write_down(&engine.store, (engine.clock)()).await {
            tracing::warn!(%error, "who saw whom could not be written down");
        }
    }
}
