/** HTTP plumbing only: the media routes in front of Spring, problem details, the page's files. */
@NullMarked
package io.sightline.server.web;

import org.jspecify.annotations.NullMarked;
