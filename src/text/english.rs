//! The English messages, which also define the list of all messages.

/// Declares the messages: a Rust name, a catalogue key, and the English text.
macro_rules! messages {
    ($($name:ident $key:literal $text:literal;)+) => {
        /// A message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Message { $($name,)+ }

        /// Keys and English texts of all messages, in the order of the enum, without separators.
        const TEXTS: &str = concat!($($key, $text),+);

        /// The lengths of each key and text. This makes the list a kilobyte smaller than one of `&str`, because
        /// addresses do not compress.
        const LENGTHS: &[[u8; 2]] = &[$([length($key), length($text)],)+];

        impl Message {
            /// Every message.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)+];
        }
    };
}

impl Message {
    /// The catalogue key of the message.
    pub(crate) fn key(self) -> &'static str {
        all().nth(self as usize).unwrap_or_default().0
    }

    /// The English text.
    pub(crate) fn english(self) -> &'static str {
        all().nth(self as usize).unwrap_or_default().1
    }

    /// The message with this key.
    pub(crate) fn of(key: &str) -> Option<Self> {
        let place = all().position(|(known, _)| known == key)?;
        Self::ALL.get(place).copied()
    }
}

/// All keys and English texts.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    LENGTHS.iter().scan(TEXTS, |rest, [key, text]| {
        let (key, after) = rest.split_at_checked(usize::from(*key))?;
        let (text, after) = after.split_at_checked(usize::from(*text))?;
        *rest = after;
        Some((key, text))
    })
}

const fn length(text: &str) -> u8 {
    assert!(text.len() <= u8::MAX as usize, "the length of a message is one byte");
    text.len() as u8
}

messages! {
    TitleCreate "title.create" "Create connection";
    TitleEdit "title.edit" "Edit connection";
    TitleConnect "title.connect" "Connect to Teamwork";
    Product "title.product" "Teamwork.com";
    RequiredNote "title.required" "Fields marked * are required.";
    Loading "progress.loading" "Loading the connection…";
    Saving "progress.saving" "Saving…";
    Testing "progress.testing" "Testing the connection…";
    Save "action.save" "Save";
    SaveAndAuthorize "action.save_and_authorize" "Save and authorize";
    SaveAndAuthorizeHelp "action.save_and_authorize.help" "Opens Teamwork in a new window.";
    SaveAndAuthorizeHelpTab "action.save_and_authorize.help.tab" "Goes to Teamwork in this tab, and comes back.";
    Test "action.test" "Test connection";
    Cancel "action.cancel" "Cancel";
    Done "action.done" "Done";
    Retry "action.retry" "Try again";
    Copy "action.copy" "Copy";
    Copied "action.copied" "Copied.";
    NotCopied "action.not_copied" "Your browser did not allow it. Select the text and copy it.";
    Saved "saved" "Connection saved.";
    SavedUntested "saved.untested" "Connection saved. It has not been tested yet.";
    SavedOnline "saved.online" "Connection saved. It is ready to use.";
    WindowOpening "window.opening" "Connecting to Teamwork…";
    StandingOnline "standing.online" "Online";
    StandingOffline "standing.offline" "Not authorized";
    StandingUntested "standing.untested" "Not tested yet";
    StandingChecked "standing.checked" "Last checked: {time}";
    StepSaved "step.saved" "Saved";
    StepWait "step.wait" "Waiting for Teamwork";
    StepCheck "step.check" "Checking the connection";
    StepConnected "step.connected" "Connected";
    WaitHelp "wait.help" "Sign in and press Accept in the Teamwork window.";
    WaitShow "wait.show" "Show the window";
    WaitContinue "wait.continue" "Continue to Teamwork";
    WaitAgain "wait.again" "Open again";
    WaitThisTab "wait.this_tab" "Continue in this tab";
    WaitSaid "wait.said" "{step}. {advice}";
    WaitLeaving "wait.leaving" "Teamwork opens in this tab.";
    WaitFound "wait.found" "An earlier sign-in is not finished yet.";
    WaitCheck "wait.check" "Teamwork has answered.";
    WaitCode "wait.code" "Enter the code that the Teamwork window shows.";
    WaitUnreachable "wait.unreachable" "This application is not answering; it is asked again.";
    WaitOffline "wait.offline" "This device is offline. The sign-in goes on when it is online again.";
    Code "code" "Code from the Teamwork window";
    CodeConfirm "code.confirm" "Confirm";
    CodeWrong "code.wrong" "This is not the code. Look at the Teamwork window again, and enter all of it.";
    StillOnline "still_online" "The connection stays online as it was.";
    Connected "connected" "Connected.";
    ConnectedAs "connected.as" "Connected as {name}.";
    OtherSite "other_site" "You signed in to {theirs}. This connection is for {ours}.";
    OtherSiteUse "other_site.use" "Use {site} ({region})";
    OtherSiteTaken "other_site.taken" "This connection is for that site now. Save and authorize it.";
    OtherSiteAgain "other_site.again" "Sign in again";

    LabelName "label.name" "Name your connection";
    LabelApiType "label.apiType" "API type";
    LabelApiVersion "label.apiVersion" "API version";
    LabelRegion "label.region" "Region";
    LabelSiteName "label.siteName" "Site name";
    LabelUserId "label.userId" "User ID";
    LabelSpaceId "label.spaceId" "Space ID";
    LabelAuthType "label.authType" "Auth type";
    LabelApiKey "label.apiKey" "API key";
    LabelOauthClientId "label.oauthClientId" "OAuth 2.0 client";
    LabelSiteUrl "label.siteUrl" "Site URL";
    LabelColon "label.colon" ": ";

    NameHelp "help.name" "A name you will recognise in a list.";
    NameTaken "help.name.taken" "Another connection has this name. You can still save it.";
    ProjectsTitle "api.projects" "Projects";
    ProjectsHelp "api.projects.help" "Projects, tasks, milestones, time and people";
    DeskTitle "api.desk" "Desk";
    DeskHelp "api.desk.help" "Tickets, inboxes and conversations";
    SpacesTitle "api.spaces" "Spaces";
    SpacesHelp "api.spaces.help" "Internal documents and knowledge bases";
    VersionNewest "version.newest" "{version} (newest)";
    VersionUndocumented "version.undocumented" "{version} (only if your administrator says so)";
    RegionUs "region.us" "US";
    RegionEu "region.eu" "EU";
    RegionCompany "region.company" "yourcompany";
    LabelAddress "label.address" "Paste your Teamwork address";
    AddressHelp "help.address" "Copy the address of any page in your account. It fills in what it says.";
    SiteHelp "help.site" "Paste your Teamwork address, or type the part before .teamwork.com.";
    ConnectsTo "site.connects" "Connects to";
    BackendDecides "site.backend_decides" "Teamwork documents no path for {version}, so this application decides which one to use.";
    RegionSet "site.region_set" "Region set to {region} from the address.";
    RegionConflict "site.region_conflict" "The address you entered is in the {region} region.";
    RegionConflictFix "site.region_conflict.fix" "Set Region to {region}";
    HintApiType "site.hint.api_type" "That is an address of {product}.";
    HintApiTypeFix "site.hint.api_type.fix" "Choose {product}";
    HintUserId "site.hint.user_id" "The address holds the User ID {id}.";
    HintUserIdFix "site.hint.user_id.fix" "Use it as User ID";
    HintSpaceId "site.hint.space_id" "The address holds the Space ID {id}.";
    HintSpaceIdFix "site.hint.space_id.fix" "Use it as Space ID";
    HintSpaceCode "site.hint.space_code" "This address holds the space’s code. Space ID is its number, which Teamwork shows elsewhere.";
    UserIdHelp "help.user_id" "Digits, or the address of your profile.";
    SpaceIdHelp "help.space_id" "Digits, or an API address of the space.";
    Basic "auth.basic" "Basic";
    BasicHelp "auth.basic.help" "With your API key";
    Oauth2 "auth.oauth2" "OAuth 2.0";
    Oauth2Help "auth.oauth2.help" "Sign in to Teamwork";
    ApiKeyHelp "help.api_key" "Encrypted when saved, never shown again, and needed at every edit.";
    ApiKeySaved "help.api_key.saved" "A key is saved. Enter it again to save your changes; it is never shown.";
    ApiKeyTrimmed "help.api_key.trimmed" "The spaces around it were removed.";
    ClientHelp "help.client" "The app registered with Teamwork that asks for access.";
    ClientNone "client.none" "None yet: add one";
    ClientNoneHelp "client.none.help" "This application offers no OAuth 2.0 clients. Projects can be connected with Basic.";
    ClientChoose "client.choose" "Choose a client";
    ClientChooseFirst "client.choose_first" "First choose the client to edit.";
    ClientAdd "client.add" "Add an OAuth 2.0 client";
    ClientEdit "client.edit" "Edit the chosen client";
    ClientTitleNew "client.title.new" "New OAuth 2.0 client";
    ClientTitleEdit "client.title.edit" "Edit OAuth 2.0 client";
    ClientName "client.name" "Name";
    ClientId "client.client_id" "Client ID";
    ClientSecret "client.client_secret" "Client secret";
    ClientSecretHelp "client.client_secret.help" "Encrypted when saved, never shown again, and needed at every edit.";
    ClientSave "client.save" "Save client";
    ClientRedirect "client.redirect" "Redirect URI to register";
    ClientRequestCopy "client.request.copy" "Copy a request for my administrator";
    ClientRequest "client.request" "Please register an app in Teamwork’s developer portal ({portal}): tick {product}, and add the redirect URI {uri}. Then send me its client ID and client secret in a safe way.";
    ClientRequestNoSite "client.request.no_site" "Please register an app in Teamwork’s developer portal: tick {product}, and add the redirect URI {uri}. Then send me its client ID and client secret in a safe way.";

    Where "where" "Where do I find it?";
    WhereApiKey1 "where.api_key.1" "In {link}, click your picture and choose Edit my details.";
    WhereApiKey2 "where.api_key.2" "Choose API & Mobile.";
    WhereApiKey3 "where.api_key.3" "Press Show your token, and copy it.";
    WhereClient1 "where.client.1" "Open {link} as someone from the company that owns the account.";
    WherePortal "where.portal" "the developer portal";
    WhereClient2 "where.client.2" "Choose Create app, give it a name, tick {product}, add the redirect URI below, and choose Create.";
    WhereClient3 "where.client.3" "Open its credentials, and copy client ID and client secret.";
    WhereClientRedirect "where.client.redirect" "Redirect URI";
    WhereClientRule "where.client.rule" "A redirect URI begins with https; http is accepted for localhost only.";
    WhereSpaceId1 "where.space_id.1" "In {link}, open the list of other apps and choose Spaces.";
    WhereSpaceId2 "where.space_id.2" "Create or open a space.";
    WhereSpaceId3 "where.space_id.3" "Open {link}, find the space by its title, and copy the number after id.";
    WhereSpaces "where.spaces" "the list of your spaces";
    WhereUserId1 "where.user_id.1" "In {link}, open your own profile.";
    WhereUserId2 "where.user_id.2" "Copy the number after /people/ in the address.";
    WhereSite "where.site" "Teamwork";
    WhereHelp "where.help" "Read how in the help of this application";
    NewWindow "where.new_window" "(opens in a new tab)";

    HttpTitle "http.title" "HTTP settings";
    HttpIntro "http.intro" "What these settings stand for. They cannot be changed here.";
    HttpBaseUrl "http.base_url" "Base URL";
    HttpAuth "http.auth" "Authentication";
    HttpAuthBasic "http.auth.basic" "Basic: the API key as user name, any password";
    HttpAuthOauth2 "http.auth.oauth2" "OAuth 2.0: bearer token";
    HttpAuthorizationUrl "http.authorization_url" "Authorization URL";
    HttpTokenUrl "http.token_url" "Token URL";
    HttpRedirectUri "http.redirect_uri" "Redirect URI";
    HttpTest "http.test" "Test request";
    HttpUnknown "http.unknown" "Not known yet";
    HttpBackendDecides "http.backend_decides" "Decided by this application";
    HttpNoTest "http.no_test" "None: only the sign-in is checked";

    SummaryOne "summary.one" "There is {count} thing to fix";
    SummaryOther "summary.other" "There are {count} things to fix";
    RequestId "request_id" "Quote this reference: {id}";

    TestTitle "test.title" "Test of the connection";
    TestPassed "test.passed" "The connection works.";
    TestFailed "test.failed" "The connection does not work yet.";
    CheckSite "check.site" "Site";
    CheckSignIn "check.sign_in" "Sign-in";
    CheckProduct "check.product" "Product";
    Passed "check.passed" "Passed";
    Failed "check.failed" "Failed";
    Skipped "check.skipped" "Skipped";
    CheckSiteNotFound "check.site.not_found" "There is no such site. Check Site name and Region.";
    CheckSiteUnavailable "check.site.provider_unavailable" "Teamwork does not answer. Try again in a few minutes.";
    CheckSignInDenied "check.sign_in.denied" "Teamwork did not accept the API key. Copy it again from your profile.";
    CheckSignInLimited "check.sign_in.rate_limited" "Teamwork had too many requests. Wait a minute and test again.";
    CheckProductUnavailable "check.product.product_unavailable" "Your account cannot use this product on this site. Check API type and API version, or ask your administrator.";
    CheckProductBad "check.product.bad_response" "Teamwork’s answer was not the expected one. Check API version.";

    DiscardTitle "discard.title" "Discard your changes?";
    DiscardText "discard.text" "What you have entered here is not saved.";
    DiscardYes "discard.yes" "Discard";
    DiscardNo "discard.no" "Keep editing";
    AnywayTitle "anyway.title" "Save although the test failed?";
    AnywayText "anyway.text" "The connection will not work until what the test found is fixed.";
    UntestedTitle "anyway.untested.title" "Save without a test?";
    UntestedText "anyway.untested.text" "The connection could not be tested, so that nobody knows whether it works.";
    AnywayYes "anyway.yes" "Save anyway";
    AnywayNo "anyway.no" "Go back";

    ConflictText "conflict" "This connection was changed elsewhere after you opened it. What you typed is still here.";
    ConflictLoad "conflict.load" "Load the other version";
    ConflictKeep "conflict.keep" "Keep mine";
    Gone "conflict.gone" "This connection was deleted elsewhere. Save to create it again.";
    ConflictKept "conflict.kept" "Your version is kept. Save it to replace the other one.";

    ErrorRequired "error.required" "Fill this in";
    ErrorTooLong "error.too_long" "This is too long";
    ErrorFormat "error.format" "This does not have the right form";
    ErrorReserved "error.reserved" "This name is reserved";
    ErrorUnknown "error.unknown" "This is not possible here";
    ErrorMismatch "error.mismatch" "This contradicts another setting";
    ErrorDuplicate "error.duplicate" "This already exists";
    NameRequired "error.name.required" "Enter a name for this connection";
    NameTooLong "error.name.too_long" "Shorten the name to 100 characters";
    NameDuplicate "error.name.duplicate" "Another connection has this name; enter another one";
    NameFormat "error.name.format" "Remove the invisible characters from the name";
    ApiTypeRequired "error.apiType.required" "Choose an API type";
    ApiVersionRequired "error.apiVersion.required" "Choose an API version";
    ApiVersionUnknown "error.apiVersion.unknown" "Choose one of the versions in the list";
    RegionRequired "error.region.required" "Choose the region of your Teamwork account";
    AddressFormat "error.address.format" "That is not the address of a Teamwork account; copy it from your browser’s address bar";
    SiteNameRequired "error.siteName.required" "Enter the part before .teamwork.com, for example acme";
    SiteNameFormat "error.siteName.format" "Enter the part before .teamwork.com, for example acme";
    SiteNameTooLong "error.siteName.too_long" "Enter at most 63 characters, the part before .teamwork.com";
    SiteNameReserved "error.siteName.reserved" "Teamwork uses that name itself; enter the name of your own site, for example acme";
    SiteNameUnknown "error.siteName.unknown" "That looks like a custom domain; use the site address from Teamwork’s settings";
    SiteNameMismatch "error.siteName.mismatch" "That address is in the other region; change Region or the address";
    UserIdRequired "error.userId.required" "Enter the User ID, for example 123456";
    UserIdFormat "error.userId.format" "Enter the number after /people/ in the address of your profile, for example 123456";
    SpaceIdRequired "error.spaceId.required" "Enter the Space ID, for example 4321";
    SpaceIdFormat "error.spaceId.format" "Enter the number of the space, for example 4321; the code in its address is something else";
    AuthTypeRequired "error.authType.required" "Choose how to sign in to Teamwork";
    ApiKeyRequired "error.apiKey.required" "Enter your API key";
    ApiKeyTooLong "error.apiKey.too_long" "This is too long for an API key; copy it again";
    ApiKeyFormat "error.apiKey.format" "An API key has no spaces or special letters inside; copy it again";
    ClientRequired "error.oauthClientId.required" "Choose an OAuth 2.0 client";
    ClientNameRequired "error.client.name.required" "Enter a name for this client";
    ClientIdRequired "error.client.clientId.required" "Enter the client ID of the app";
    ClientSecretRequired "error.client.clientSecret.required" "Enter the client secret of the app";
    ClientGone "client.gone" "This client was deleted elsewhere. Choose Cancel and another client, or add it again.";
    ClientUnknown "error.oauthClientId.unknown" "That client no longer exists; choose another one";

    PopupBlocked "result.popup_blocked" "Your browser blocked the Teamwork window.";
    WindowClosed "result.window_closed" "The Teamwork window looks closed.";
    WindowAstray "wait.astray" "The window isn't showing Teamwork. Reload this page and try again. If that doesn't help, contact its administrator.";
    UserCancelled "result.user_cancelled" "Not connected: you cancelled.";
    Denied "result.denied" "Teamwork access was not granted.";
    Expired "result.expired" "The sign-in took too long.";
    Superseded "result.superseded" "A newer sign-in took the place of this one.";
    StateInvalid "result.state_invalid" "This sign-in was started somewhere else.";
    ClientInvalid "result.client_invalid" "Teamwork refused the client ID or the client secret.";
    GrantInvalid "result.grant_invalid" "Teamwork refused the sign-in. Try again.";
    SiteMismatch "result.site_mismatch" "You signed in to another site than the one chosen here.";
    ProductUnavailable "result.product_unavailable" "Your account cannot use this product. Ask your Teamwork administrator.";
    ProviderUnavailable "result.provider_unavailable" "Teamwork does not answer. Try again in a few minutes.";
    ExchangeUnknown "result.exchange_unknown" "Teamwork’s answer got lost. Sign in again.";
    Network "result.network" "No connection to this application. What you entered is still here; try again.";
    CspBlocked "result.csp_blocked" "The policy of this page forbids the request. Tell whoever runs it.";
    BadResponse "result.bad_response" "This application answered with something unexpected. Tell whoever runs it.";
    LoadFailed "result.load_failed" "A part of this panel could not be loaded.";
    SessionExpired "result.session_expired" "Your session has ended. Sign in again; what you entered is still here.";
    Forbidden "result.forbidden" "You are not allowed to do this here. Ask whoever runs this application.";
    WorksAt "result.works_at" "This application works only at {url}. Open it there.";
    NotFound "result.not_found" "This connection no longer exists.";
    Conflict "result.conflict" "Something else is being saved at the same time. Try again in a moment.";
    Invalid "result.invalid" "This application refused the settings.";
    RateLimited "result.rate_limited" "Too many requests. Wait a moment and try again.";
    Internal "result.internal" "This application failed. Try again; if it keeps failing, tell whoever runs it.";
}
