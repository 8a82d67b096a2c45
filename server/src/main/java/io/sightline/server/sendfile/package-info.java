/**
 * Regions of files as HTTP content, moved by the kernel from the page cache to the socket
 * (sendfile) without passing through this process.
 */
@NullMarked
package io.sightline.server.sendfile;

import org.jspecify.annotations.NullMarked;
