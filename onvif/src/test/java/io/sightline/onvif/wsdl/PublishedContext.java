package io.sightline.onvif.wsdl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.spi.http.HttpContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A path of the JDK's HTTP server as CXF wants it (JAX-WS 4.0 §11, HTTP SPI). */
final class PublishedContext extends HttpContext {

    private final String path;

    PublishedContext(HttpServer server, String path) {
        this.path = path;
        server.createContext(path, this::handle);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            handler.handle(new Exchange(exchange, this));
        }
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.of();
    }

    private static final class Exchange extends jakarta.xml.ws.spi.http.HttpExchange {
        private final HttpExchange exchange;
        private final PublishedContext context;

        Exchange(HttpExchange exchange, PublishedContext context) {
            this.exchange = exchange;
            this.context = context;
        }

        @Override
        public Map<String, List<String>> getRequestHeaders() {
            return exchange.getRequestHeaders();
        }

        @Override
        public @Nullable String getRequestHeader(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        @Override
        public Map<String, List<String>> getResponseHeaders() {
            return exchange.getResponseHeaders();
        }

        @Override
        public void addResponseHeader(String name, String value) {
            exchange.getResponseHeaders().add(name, value);
        }

        @Override
        public String getRequestURI() {
            return exchange.getRequestURI().toString();
        }

        @Override
        public String getContextPath() {
            return "";
        }

        @Override
        public String getRequestMethod() {
            return exchange.getRequestMethod();
        }

        @Override
        public HttpContext getHttpContext() {
            return context;
        }

        @Override
        public void close() {
            exchange.close();
        }

        @Override
        public InputStream getRequestBody() {
            return exchange.getRequestBody();
        }

        @Override
        public OutputStream getResponseBody() {
            return exchange.getResponseBody();
        }

        @Override
        public void setStatus(int status) {
            try {
                exchange.sendResponseHeaders(status, 0);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public InetSocketAddress getRemoteAddress() {
            return exchange.getRemoteAddress();
        }

        @Override
        public InetSocketAddress getLocalAddress() {
            return exchange.getLocalAddress();
        }

        @Override
        public String getProtocol() {
            return exchange.getProtocol();
        }

        @Override
        public String getScheme() {
            return "http";
        }

        @Override
        public String getPathInfo() {
            return exchange.getRequestURI().getPath();
        }

        @Override
        public @Nullable String getQueryString() {
            return exchange.getRequestURI().getQuery();
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return switch (name) {
                case MessageContext.HTTP_REQUEST_METHOD -> getRequestMethod();
                default -> null;
            };
        }

        @Override
        public Set<String> getAttributeNames() {
            return Set.of();
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }
    }
}
