//! What one signs in with: the password and the second factor.

mod passkeys;
mod password;
mod second_factor;

use leptos::prelude::*;

use super::block::Heading;

use passkeys::PasskeysBlock;
pub use password::Field;
use password::PasswordBlock;
use second_factor::SecondFactorBlock;

#[component]
pub fn SecurityPage() -> impl IntoView {
    view! {
        <Heading text="settings-security"/>
        <PasswordBlock/>
        <SecondFactorBlock/>
        <PasskeysBlock/>
    }
}
