# Second factor: setting it up, signing in with it, and what lets a user in.

second-factor-title = Second factor
second-factor-text = Beside your password, sign-in asks for a code that an app on your phone shows. API tokens work without it.
second-factor-off = Not set up
second-factor-since = On since { $time }
second-factor-required = Your role requires a second factor.
second-factor-forced-title = Set up a second factor
second-factor-forced-text = Your role requires it. Once it is set up, you can go on.
second-factor-set-up = Set up
second-factor-scan = Scan the picture with an authenticator app on your phone.
second-factor-qr = QR code for the app
second-factor-key = Or type this key into it:
second-factor-open-app = Open the app on this device
second-factor-code = Code from the app
second-factor-any-code = Code from the app, or a recovery code
second-factor-turn-on = Turn on
second-factor-turned-on = Second factor turned on
second-factor-turn-off = Turn off
second-factor-turn-off-text = Sign-in will ask for your password only.
second-factor-turned-off = Second factor turned off
second-factor-codes = Recovery codes
second-factor-codes-text = Keep these codes in a safe place: each lets you in once when you do not have the app. They are shown only now.
second-factor-codes-left = { $n ->
    [one] One recovery code left
   *[other] { $n } recovery codes left
}
second-factor-codes-new = New recovery codes
second-factor-codes-new-text = The codes that you have now will no longer work.
second-factor-codes-kept = I have kept them
login-code-title = One more step
login-code-text = Enter the code that your app shows.
login-code = Code
login-code-app = Use the app instead
login-recovery = Recovery code
login-recovery-text = Enter one of the recovery codes that you kept. Each works once.
login-recovery-use = Use a recovery code
login-from-start = Back to sign-in
settings-user-sign-ins = Sign-ins
settings-user-sign-ins-of = Sign-ins of { $name }
settings-user-no-sessions = Not signed in anywhere.
settings-user-factor-reset = Reset second factor
settings-user-factor-reset-text = { $name } can then sign in with the password and set up another. All sessions of this user end.
settings-user-factor-was-reset = Second factor reset. All sessions of this user have ended.
