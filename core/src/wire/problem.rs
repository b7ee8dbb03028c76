use serde::{Deserialize, Serialize};

/// A problem document (RFC 9457). It never repeats a value that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem, in English.
    #[serde(default)]
    pub title: String,
    /// The stable code, one of [`ResultCode`](crate::ResultCode).
    #[serde(default)]
    pub code: Option<String>,
    /// What to do about it, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The ID of the request in the backend's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// For status 422: the error of each invalid setting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
}

/// What is wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemField {
    /// A JSON pointer to the setting, such as `/siteName`.
    pub pointer: String,
    /// One of [`FieldCode`](crate::FieldCode).
    pub code: String,
}
