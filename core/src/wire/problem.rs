use serde::{Deserialize, Serialize};

/// A problem document (RFC 9457). It never repeats a value that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// What kind of problem it is, in English.
    #[serde(default)]
    pub title: String,
    /// The stable code, one of [`ResultCode`](crate::ResultCode).
    #[serde(default)]
    pub code: Option<String>,
    /// What to do about it, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The ID under which the backend's log has the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// With 422: what is wrong with which setting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
}

/// What is wrong with one setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemField {
    /// A JSON pointer to the setting, such as `/siteName`.
    pub pointer: String,
    /// One of [`FieldCode`](crate::FieldCode).
    pub code: String,
}
