//! The site as a browser meets it, and the shape of the code behind it.

mod access;
mod architecture;
mod escaping;
mod limits;
mod markup;
mod origin;
mod pages;
mod site;
