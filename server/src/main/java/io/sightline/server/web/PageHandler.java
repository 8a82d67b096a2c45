package io.sightline.server.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * The page and the files at its root. Addresses that the page itself understands ({@code /setup})
 * get the page.
 *
 * <p>Each answer has a nonce of its own, in its policy and in the page: so the page is never
 * stored.
 */
final class PageHandler implements HttpRequestHandler {

    private static final String NONCE = "%NONCE%";
    private static final int NONCE_BYTES = 16;
    private static final Set<String> NOT_OF_THE_PAGE =
            Set.of("api", "live", "vod", "ws", "metrics");

    private final Resource page;
    private final ResourceHttpRequestHandler files;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param page HTML with a place for the nonce; it need not exist
     * @param files what lies beside it
     */
    PageHandler(Resource page, ResourceHttpRequestHandler files) {
        this.page = page;
        this.files = files;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        boolean read = Set.of("GET", "HEAD").contains(request.getMethod());
        if (read && isOfThePage(path) && page.exists()) {
            if (isDeep(path)) {
                response.setStatus(HttpServletResponse.SC_FOUND);
                response.setHeader(HttpHeaders.LOCATION, "/#" + path);
            } else {
                page(response);
            }
        } else {
            files.handleRequest(request, response);
        }
    }

    private static boolean isOfThePage(String path) {
        boolean isFile = path.lastIndexOf('.') > path.lastIndexOf('/');
        return path.equals("/index.html")
                || (!isFile && !NOT_OF_THE_PAGE.contains(firstWord(path)));
    }

    /**
     * The page's places are fragments, and its files lie beside it: an address written like a
     * folder, as people write it from memory, is sent to the fragment of that name.
     */
    private static boolean isDeep(String path) {
        return path.indexOf('/', 1) > 0 && !path.equals("/index.html");
    }

    private static String firstWord(String path) {
        int slash = path.indexOf('/', 1);
        return path.substring(1, slash < 0 ? path.length() : slash);
    }

    private void page(HttpServletResponse response) throws IOException {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        byte[] html =
                page.getContentAsString(StandardCharsets.UTF_8)
                        .replace(NONCE, nonce)
                        .getBytes(StandardCharsets.UTF_8);
        response.setHeader("Content-Security-Policy", SecurityHeaders.ofPage(nonce));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html;charset=utf-8");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
