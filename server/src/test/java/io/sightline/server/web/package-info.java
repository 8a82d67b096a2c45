@NullMarked
package io.sightline.server.web;

import org.jspecify.annotations.NullMarked;
