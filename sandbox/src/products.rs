//! The endpoints of Teamwork's products that a connection test calls.
//!
//! Sources of the paths: apidocs.teamwork.com for Projects and Desk, Teamwork's Spaces SDK for
//! Spaces. The shapes are Teamwork's, reduced to the fields that identify the user and the site.

use axum::extract::Path;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::api_error::ApiError;
use crate::authentication::{AnyUser, BearerUser};
use crate::sandbox::Sandbox;
use crate::site::Site;
use crate::user::User;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .route("/me.json", get(projects_v1_me))
        .route("/projects/api/v3/me.json", get(projects_v3_me))
        .route("/desk/api/v2/me.json", get(desk_me))
        .route("/spaces/api/v2/spaces/{space}/pages.json", get(space_pages))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
}

async fn projects_v1_me(site: Site, AnyUser(user): AnyUser) -> Json<Value> {
    Json(json!({
        "STATUS": "OK",
        "person": {
            "id": User::ID.to_string(),
            "first-name": user.first_name,
            "last-name": user.last_name,
            "user-name": user.login(),
            "email-address": user.email(),
            "company-name": site.name,
            "company-id": "1",
            "administrator": true,
            "site-owner": true,
        },
    }))
}

async fn projects_v3_me(site: Site, AnyUser(user): AnyUser) -> Json<Value> {
    Json(json!({
        "person": {
            "id": User::ID,
            "firstName": user.first_name,
            "lastName": user.last_name,
            "email": user.email(),
            "company": {"id": 1, "type": "companies"},
            "isAdmin": true,
            "siteUrl": site.url(),
        },
        "included": {},
    }))
}

async fn desk_me(_site: Site, BearerUser(user): BearerUser) -> Json<Value> {
    Json(json!({
        "user": {
            "id": User::ID,
            "firstName": user.first_name,
            "lastName": user.last_name,
            "email": user.email(),
        },
    }))
}

async fn space_pages(_site: Site, _user: BearerUser, Path(space): Path<u64>) -> Json<Value> {
    Json(json!({
        "pages": [{"id": 1, "title": "Home", "space": {"id": space, "type": "spaces"}}],
        "meta": {"page": {"pageOffset": 0, "pageSize": 50, "count": 1, "hasMore": false}},
    }))
}
