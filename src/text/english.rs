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
    SaveAndAuthorizeHelpTab "action.save_and_authorize.help.tab" "Opens Teamwork in this tab, then returns here.";
    Test "action.test" "Test connection";
    Cancel "action.cancel" "Cancel";
    Done "action.done" "Done";
    Retry "action.retry" "Try again";
    Copy "action.copy" "Copy";
    Copied "action.copied" "Copied.";
    NotCopied "action.not_copied" "Your browser blocked copying. Select the text and copy it.";
    Saved "saved" "Connection saved.";
    SavedUntested "saved.untested" "Connection saved. It hasn’t been tested yet.";
    SavedOnline "saved.online" "Connection saved. It’s ready to use.";
    WindowOpening "window.opening" "Connecting to Teamwork…";
    StandingOnline "standing.online" "Online";
    StandingOffline "standing.offline" "Not authorized";
    StandingUntested "standing.untested" "Not tested yet";
    StandingChecked "standing.checked" "Last checked: {time}";
    StepSaved "step.saved" "Saved";
    StepWait "step.wait" "Waiting for Teamwork";
    StepCheck "step.check" "Checking the connection";
    StepConnected "step.connected" "Connected";
    WaitHelp "wait.help" "Sign in and click Accept in the Teamwork window.";
    WaitShow "wait.show" "Show window";
    WaitContinue "wait.continue" "Continue to Teamwork";
    WaitAgain "wait.again" "Open again";
    WaitThisTab "wait.this_tab" "Continue in this tab";
    WaitSaid "wait.said" "{step}. {advice}";
    WaitLeaving "wait.leaving" "Opening Teamwork in this tab.";
    WaitFound "wait.found" "An earlier sign-in isn’t finished yet.";
    WaitCheck "wait.check" "Teamwork responded.";
    WaitCode "wait.code" "Enter the code shown in the Teamwork window.";
    WaitUnreachable "wait.unreachable" "This application isn’t responding. Retrying…";
    WaitOffline "wait.offline" "This device is offline. Sign-in will continue when you’re back online.";
    Code "code" "Verification code";
    CodeConfirm "code.confirm" "Confirm";
    CodeWrong "code.wrong" "That code is incorrect. Check the Teamwork window and enter the full code.";
    StillOnline "still_online" "The connection is still online.";
    Connected "connected" "Connected.";
    ConnectedAs "connected.as" "Connected as {name}.";
    OtherSite "other_site" "You signed in to {theirs}. This connection is for {ours}.";
    OtherSiteUse "other_site.use" "Use {site} ({region})";
    OtherSiteTaken "other_site.taken" "This connection now uses that site. Save and authorize it.";
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

    NameHelp "help.name" "A name you’ll recognize in a list.";
    NameTaken "help.name.taken" "Another connection has this name. You can still save it.";
    ProjectsTitle "api.projects" "Projects";
    ProjectsHelp "api.projects.help" "Projects, tasks, milestones, time and people";
    DeskTitle "api.desk" "Desk";
    DeskHelp "api.desk.help" "Tickets, inboxes and conversations";
    SpacesTitle "api.spaces" "Spaces";
    SpacesHelp "api.spaces.help" "Internal documents and knowledge bases";
    VersionNewest "version.newest" "{version} (newest)";
    VersionUndocumented "version.undocumented" "{version} (ask your administrator first)";
    RegionUs "region.us" "US";
    RegionEu "region.eu" "EU";
    RegionCompany "region.company" "yourcompany";
    LabelAddress "label.address" "Paste your Teamwork address";
    AddressHelp "help.address" "Copy the address of any page in your account to fill in these settings.";
    SiteHelp "help.site" "Paste your Teamwork address, or type the part before .teamwork.com.";
    ConnectsTo "site.connects" "Connects to";
    BackendDecides "site.backend_decides" "Teamwork doesn’t document a path for {version}, so this application chooses one.";
    RegionSet "site.region_set" "Region set to {region} from the address.";
    RegionConflict "site.region_conflict" "The address you entered is in the {region} region.";
    RegionConflictFix "site.region_conflict.fix" "Set Region to {region}";
    HintApiType "site.hint.api_type" "That’s a {product} address.";
    HintApiTypeFix "site.hint.api_type.fix" "Choose {product}";
    HintUserId "site.hint.user_id" "The address contains the User ID {id}.";
    HintUserIdFix "site.hint.user_id.fix" "Use it as User ID";
    HintSpaceId "site.hint.space_id" "The address contains the Space ID {id}.";
    HintSpaceIdFix "site.hint.space_id.fix" "Use it as Space ID";
    HintSpaceCode "site.hint.space_code" "This address has the space’s code. The Space ID is a number, shown elsewhere in Teamwork.";
    UserIdHelp "help.user_id" "A number or your profile’s address.";
    SpaceIdHelp "help.space_id" "A number or an API address of the space.";
    Basic "auth.basic" "Basic";
    BasicHelp "auth.basic.help" "With your API key";
    Oauth2 "auth.oauth2" "OAuth 2.0";
    Oauth2Help "auth.oauth2.help" "Sign in to Teamwork";
    ApiKeyHelp "help.api_key" "Encrypted when saved and never shown again. Required for every edit.";
    ApiKeySaved "help.api_key.saved" "A key is saved but never shown. Enter it again to save your changes.";
    ApiKeyTrimmed "help.api_key.trimmed" "Surrounding spaces were removed.";
    ClientHelp "help.client" "The app registered with Teamwork that requests access.";
    ClientNone "client.none" "None yet: add one";
    ClientNoneHelp "client.none.help" "This application doesn’t offer OAuth 2.0 clients. You can connect Projects with Basic.";
    ClientChoose "client.choose" "Choose a client";
    ClientChooseFirst "client.choose_first" "Choose a client to edit first.";
    ClientAdd "client.add" "Add an OAuth 2.0 client";
    ClientEdit "client.edit" "Edit the selected client";
    ClientTitleNew "client.title.new" "New OAuth 2.0 client";
    ClientTitleEdit "client.title.edit" "Edit OAuth 2.0 client";
    ClientName "client.name" "Name";
    ClientId "client.client_id" "Client ID";
    ClientSecret "client.client_secret" "Client secret";
    ClientSecretHelp "client.client_secret.help" "Encrypted when saved and never shown again. Required for every edit.";
    ClientSave "client.save" "Save client";
    ClientRedirect "client.redirect" "Redirect URI to register";
    ClientRequestCopy "client.request.copy" "Copy a request for my administrator";
    ClientRequest "client.request" "Please register an app in Teamwork’s developer portal ({portal}): select {product} and add the redirect URI {uri}. Then send me its client ID and client secret securely.";
    ClientRequestNoSite "client.request.no_site" "Please register an app in Teamwork’s developer portal: select {product} and add the redirect URI {uri}. Then send me its client ID and client secret securely.";

    Where "where" "Where do I find it?";
    WhereApiKey1 "where.api_key.1" "In {link}, click your picture and choose Edit my details.";
    WhereApiKey2 "where.api_key.2" "Choose API & Mobile.";
    WhereApiKey3 "where.api_key.3" "Click Show your token and copy it.";
    WhereClient1 "where.client.1" "Open {link} as a member of the company that owns the account.";
    WherePortal "where.portal" "the developer portal";
    WhereClient2 "where.client.2" "Choose Create app, give it a name, select {product}, add the redirect URI below, and choose Create.";
    WhereClient3 "where.client.3" "Open its credentials and copy the client ID and client secret.";
    WhereClientRedirect "where.client.redirect" "Redirect URI";
    WhereClientRule "where.client.rule" "A redirect URI must use https; only localhost may use http.";
    WhereSpaceId1 "where.space_id.1" "In {link}, open the list of other apps and choose Spaces.";
    WhereSpaceId2 "where.space_id.2" "Create or open a space.";
    WhereSpaceId3 "where.space_id.3" "Open {link}, find the space by its title, and copy the number after id.";
    WhereSpaces "where.spaces" "the list of your spaces";
    WhereUserId1 "where.user_id.1" "In {link}, open your own profile.";
    WhereUserId2 "where.user_id.2" "Copy the number after /people/ in the address.";
    WhereSite "where.site" "Teamwork";
    WhereHelp "where.help" "Read how in this application’s help";
    NewWindow "where.new_window" "(opens in a new tab)";

    HttpTitle "http.title" "HTTP settings";
    HttpIntro "http.intro" "The HTTP values derived from your settings. You can’t change them here.";
    HttpBaseUrl "http.base_url" "Base URL";
    HttpAuth "http.auth" "Authentication";
    HttpAuthBasic "http.auth.basic" "Basic: API key as username, any password";
    HttpAuthOauth2 "http.auth.oauth2" "OAuth 2.0: bearer token";
    HttpAuthorizationUrl "http.authorization_url" "Authorization URL";
    HttpTokenUrl "http.token_url" "Token URL";
    HttpRedirectUri "http.redirect_uri" "Redirect URI";
    HttpTest "http.test" "Test request";
    HttpUnknown "http.unknown" "Not known yet";
    HttpBackendDecides "http.backend_decides" "Chosen by this application";
    HttpNoTest "http.no_test" "None: only sign-in is checked";

    SummaryOne "summary.one" "There is {count} thing to fix";
    SummaryOther "summary.other" "There are {count} things to fix";
    RequestId "request_id" "Reference: {id}";

    TestTitle "test.title" "Connection test";
    TestPassed "test.passed" "The connection works.";
    TestFailed "test.failed" "The connection isn’t working yet.";
    CheckSite "check.site" "Site";
    CheckSignIn "check.sign_in" "Sign-in";
    CheckProduct "check.product" "Product";
    Passed "check.passed" "Passed";
    Failed "check.failed" "Failed";
    Skipped "check.skipped" "Skipped";
    CheckSiteNotFound "check.site.not_found" "Site not found. Check Site name and Region.";
    CheckSiteUnavailable "check.site.provider_unavailable" "Teamwork isn’t responding. Try again in a few minutes.";
    CheckSignInDenied "check.sign_in.denied" "Teamwork rejected the API key. Copy it again from your profile.";
    CheckSignInLimited "check.sign_in.rate_limited" "Teamwork got too many requests. Wait a minute and test again.";
    CheckProductUnavailable "check.product.product_unavailable" "Your account can’t use this product on this site. Check API type and API version, or ask your administrator.";
    CheckProductBad "check.product.bad_response" "Teamwork sent an unexpected response. Check API version.";

    DiscardTitle "discard.title" "Discard your changes?";
    DiscardText "discard.text" "Your changes haven’t been saved.";
    DiscardYes "discard.yes" "Discard";
    DiscardNo "discard.no" "Keep editing";
    AnywayTitle "anyway.title" "Save even though the test failed?";
    AnywayText "anyway.text" "The connection won’t work until you fix what the test found.";
    UntestedTitle "anyway.untested.title" "Save without a test?";
    UntestedText "anyway.untested.text" "The connection couldn’t be tested, so it may not work.";
    AnywayYes "anyway.yes" "Save anyway";
    AnywayNo "anyway.no" "Go back";

    ConflictText "conflict" "This connection was changed elsewhere after you opened it. Your changes are still here.";
    ConflictLoad "conflict.load" "Load the other version";
    ConflictKeep "conflict.keep" "Keep mine";
    Gone "conflict.gone" "This connection was deleted elsewhere. Save to create it again.";
    ConflictKept "conflict.kept" "Your version was kept. Save it to replace the other one.";

    ErrorRequired "error.required" "Fill this in";
    ErrorTooLong "error.too_long" "This is too long";
    ErrorFormat "error.format" "This isn’t in the right format";
    ErrorReserved "error.reserved" "This name is reserved";
    ErrorUnknown "error.unknown" "This isn’t available here";
    ErrorMismatch "error.mismatch" "This conflicts with another setting";
    ErrorDuplicate "error.duplicate" "This already exists";
    NameRequired "error.name.required" "Enter a name for this connection";
    NameTooLong "error.name.too_long" "Shorten the name to 100 characters";
    NameDuplicate "error.name.duplicate" "Another connection has this name; enter a different one";
    NameFormat "error.name.format" "Remove the invisible characters from the name";
    ApiTypeRequired "error.apiType.required" "Choose an API type";
    ApiVersionRequired "error.apiVersion.required" "Choose an API version";
    ApiVersionUnknown "error.apiVersion.unknown" "Choose one of the versions in the list";
    RegionRequired "error.region.required" "Choose the region of your Teamwork account";
    AddressFormat "error.address.format" "That isn’t a Teamwork account address; copy it from your browser’s address bar";
    SiteNameRequired "error.siteName.required" "Enter the part before .teamwork.com, such as acme";
    SiteNameFormat "error.siteName.format" "Enter the part before .teamwork.com, such as acme";
    SiteNameTooLong "error.siteName.too_long" "Enter the part before .teamwork.com, up to 63 characters";
    SiteNameReserved "error.siteName.reserved" "Teamwork reserves that name; enter your own site’s name, such as acme";
    SiteNameUnknown "error.siteName.unknown" "That looks like a custom domain; use the site address from Teamwork’s settings";
    SiteNameMismatch "error.siteName.mismatch" "That address is in the other region; change Region or the address";
    UserIdRequired "error.userId.required" "Enter the User ID, such as 123456";
    UserIdFormat "error.userId.format" "Enter the number after /people/ in your profile’s address, such as 123456";
    SpaceIdRequired "error.spaceId.required" "Enter the Space ID, such as 4321";
    SpaceIdFormat "error.spaceId.format" "Enter the space’s number, such as 4321, not the code in its address";
    AuthTypeRequired "error.authType.required" "Choose how to sign in to Teamwork";
    ApiKeyRequired "error.apiKey.required" "Enter your API key";
    ApiKeyTooLong "error.apiKey.too_long" "This is too long for an API key; copy it again";
    ApiKeyFormat "error.apiKey.format" "An API key has no spaces or special characters; copy it again";
    ClientRequired "error.oauthClientId.required" "Choose an OAuth 2.0 client";
    ClientNameRequired "error.client.name.required" "Enter a name for this client";
    ClientIdRequired "error.client.clientId.required" "Enter the app’s client ID";
    ClientSecretRequired "error.client.clientSecret.required" "Enter the app’s client secret";
    ClientGone "client.gone" "This client was deleted elsewhere. Cancel and choose another one, or add it again.";
    ClientUnknown "error.oauthClientId.unknown" "That client no longer exists; choose another one";

    PopupBlocked "result.popup_blocked" "Your browser blocked the Teamwork window.";
    WindowClosed "result.window_closed" "The Teamwork window may be closed.";
    WindowAstray "wait.astray" "The window isn’t showing Teamwork. Reload this page and try again. If that doesn’t help, contact its administrator.";
    UserCancelled "result.user_cancelled" "Not connected: you canceled.";
    Denied "result.denied" "Teamwork access wasn’t granted.";
    Expired "result.expired" "The sign-in took too long.";
    Superseded "result.superseded" "A newer sign-in replaced this one.";
    StateInvalid "result.state_invalid" "This sign-in was started somewhere else.";
    ClientInvalid "result.client_invalid" "Teamwork rejected the client ID or client secret.";
    GrantInvalid "result.grant_invalid" "Teamwork rejected the sign-in. Try again.";
    SiteMismatch "result.site_mismatch" "You signed in to a different site from the one you selected.";
    ProductUnavailable "result.product_unavailable" "Your account can’t use this product. Ask your Teamwork administrator.";
    ProviderUnavailable "result.provider_unavailable" "Teamwork isn’t responding. Try again in a few minutes.";
    ExchangeUnknown "result.exchange_unknown" "Teamwork’s response was lost. Sign in again.";
    Network "result.network" "Can’t reach this application. Your changes are still here; try again.";
    CspBlocked "result.csp_blocked" "This page’s security policy blocked the request. Contact its administrator.";
    BadResponse "result.bad_response" "This application sent an unexpected response. Contact its administrator.";
    LoadFailed "result.load_failed" "Part of this panel couldn’t be loaded.";
    SessionExpired "result.session_expired" "Your session has ended. Sign in again; your changes are still here.";
    Forbidden "result.forbidden" "You don’t have permission to do this. Contact the application’s administrator.";
    WorksAt "result.works_at" "This application works only at {url}. Open it there.";
    NotFound "result.not_found" "This connection no longer exists.";
    Conflict "result.conflict" "Another save is in progress. Try again in a moment.";
    Invalid "result.invalid" "This application rejected the settings.";
    RateLimited "result.rate_limited" "Too many requests. Wait a moment and try again.";
    Internal "result.internal" "This application failed. Try again; if it keeps failing, contact its administrator.";
}
