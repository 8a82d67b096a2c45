package io.sightline.server.account.login;

import java.net.InetAddress;
import java.net.URI;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * Links to the page. Their host is the configured one, never that of a request: whoever asks for a
 * mail to somebody else must not choose where its link leads.
 */
public final class Links {

    private final String publicUrl;
    private volatile int port;

    Links(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        port = event.getWebServer().getPort();
    }

    /** The token lies behind the #, so that no server and no proxy writes it down. */
    public URI to(String path, String token) {
        return URI.create(base() + path + "#" + token);
    }

    /** Where the server is for browsers, without a slash at the end. */
    public String base() {
        if (!publicUrl.isEmpty()) {
            return publicUrl;
        }
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }
}
