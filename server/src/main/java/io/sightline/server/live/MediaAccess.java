package io.sightline.server.live;

import org.eclipse.jetty.server.Request;

/**
 * Who may watch what. Every live request passes here, playlists and media and WebSockets alike,
 * before anything is looked up. Without accounts the server listens on loopback only and everybody
 * may; signed tokens (U5) will be checked here.
 */
@FunctionalInterface
public interface MediaAccess {

    MediaAccess EVERYBODY = (request, streamName) -> true;

    /** Must not block: it is asked for each part. */
    boolean mayWatch(Request request, String streamName);
}
