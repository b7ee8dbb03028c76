//! The endpoints of Teamwork's products that a connection test calls.
//!
//! Paths: apidocs.teamwork.com for Projects and Desk, Teamwork's Spaces SDK for Spaces. The shapes are
//! Teamwork's, cut down to the fields that say who and where.

use axum::extract::Path;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::api_error::ApiError;
use crate::authentication::{ApiKeyUser, BearerUser};
use crate::site::Site;

pub(crate) fn router() -> Router {
    Router::new()
        .route("/me.json", get(projects_v1_me))
        .route("/projects/api/v3/me.json", get(projects_v3_me))
        .route("/desk/api/v2/me.json", get(desk_me))
        .route("/spaces/api/v2/spaces/{space}/pages.json", get(space_pages))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
}

async fn projects_v1_me(site: Site, _user: ApiKeyUser) -> Json<Value> {
    Json(json!({
        "STATUS": "OK",
        "person": {
            "id": "123456",
            "first-name": "Sam",
            "last-name": "Sandbox",
            "user-name": "sam",
            "email-address": "sam@example.com",
            "company-name": site.name,
            "company-id": "1",
            "administrator": true,
            "site-owner": true,
        },
    }))
}

async fn projects_v3_me(site: Site, _user: ApiKeyUser) -> Json<Value> {
    Json(json!({
        "person": {
            "id": 123_456,
            "firstName": "Sam",
            "lastName": "Sandbox",
            "email": "sam@example.com",
            "company": {"id": 1, "type": "companies"},
            "isAdmin": true,
            "siteUrl": site.url(),
        },
        "included": {},
    }))
}

async fn desk_me(_site: Site, _user: BearerUser) -> Json<Value> {
    Json(json!({
        "user": {
            "id": 123_456,
            "firstName": "Sam",
            "lastName": "Sandbox",
            "email": "sam@example.com",
        },
    }))
}

async fn space_pages(_site: Site, _user: BearerUser, Path(space): Path<u64>) -> Json<Value> {
    Json(json!({
        "pages": [{"id": 1, "title": "Home", "space": {"id": space, "type": "spaces"}}],
        "meta": {"page": {"pageOffset": 0, "pageSize": 50, "count": 1, "hasMore": false}},
    }))
}
