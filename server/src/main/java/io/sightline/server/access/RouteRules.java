package io.sightline.server.access;

import static io.sightline.server.access.Role.ADMINISTRATOR;
import static io.sightline.server.access.Role.MODERATOR;
import static io.sightline.server.access.Role.USER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use which route: all of it, in one table. What no rule names is refused. The rules say
 * what a role may try; which cameras it may try it on is for {@link Rights} to say.
 *
 * <p>Rules are looked at from top to bottom; the first whose method and path match decides. Media
 * ({@code /live}, {@code /vod}) is answered in front of Spring, by {@link MediaAccess}.
 */
final class RouteRules {

    /** With any of these a key may know which cameras there are. */
    static final Set<Scope> OF_CAMERAS =
            Set.of(Scope.VIEW, Scope.PLAYBACK, Scope.CONTROL, Scope.EXPORT, Scope.MANAGE_CAMERAS);

    private record Rule(String method, PathPattern path, Admission admission) {
        boolean matches(String asked, PathContainer askedPath) {
            return method.equals(asked) && path.matches(askedPath);
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    RouteRules() {
        health();
        logIn();
        own();
        accounts();
        cameras();
        pictures();
        video();
        server();
        page();
    }

    private void health() {
        rule("GET", "/api/v1/health", everyone());
        rule("GET", "/api/v1/health/live", everyone());
        rule("GET", "/api/v1/health/ready", everyone());
        rule("GET", "/api/v1/openapi.json", everyone());
    }

    private void logIn() {
        rule("POST", "/api/v1/auth/logout-everywhere", people(USER));
        rule("GET", "/api/v1/auth/**", everyone());
        rule("POST", "/api/v1/auth/**", everyone());
    }

    private void own() {
        rule("GET", "/api/v1/me", holders(USER, Scope.values()));
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            rule(method, "/api/v1/me/**", people(USER));
        }
        rule("GET", "/api/v1/api-keys", people(USER));
        rule("POST", "/api/v1/api-keys", people(USER));
        rule("DELETE", "/api/v1/api-keys/{id}", people(USER));
    }

    private void accounts() {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            rule(method, "/api/v1/users/**", holders(ADMINISTRATOR, Scope.MANAGE_USERS));
        }
        rule("GET", "/api/v1/audit/**", holders(ADMINISTRATOR, Scope.AUDIT));
    }

    private void cameras() {
        rule("GET", "/api/v1/cameras", holders(USER, OF_CAMERAS));
        rule("POST", "/api/v1/cameras", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/cameras/export", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("POST", "/api/v1/cameras/import", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/cameras/import/template", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/cameras/summary", holders(USER, OF_CAMERAS));
        for (String method : List.of("GET", "POST", "DELETE")) {
            rule(method, "/api/v1/cameras/onboard/**", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        }
        rule("GET", "/api/v1/cameras/discover", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("POST", "/api/v1/cameras/bulk", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/camera-templates", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("PUT", "/api/v1/cameras/{id}/credentials", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("PUT", "/api/v1/cameras/{id}/favourite", holders(USER, OF_CAMERAS));
        rule("DELETE", "/api/v1/cameras/{id}/favourite", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/groups", holders(USER, OF_CAMERAS));
        rule("POST", "/api/v1/groups", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/groups/{id}", holders(USER, OF_CAMERAS));
        rule("PATCH", "/api/v1/groups/{id}", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("DELETE", "/api/v1/groups/{id}", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("POST", "/api/v1/cameras/probe", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/health/cameras", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/health/alarms", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/cameras/{id}/health", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/cameras/{id}/device", holders(USER, Scope.CONTROL));
        rule("POST", "/api/v1/cameras/{id}/device/retry", holders(USER, Scope.CONTROL));
        rule("POST", "/api/v1/cameras/{id}/reboot", holders(USER, Scope.CONTROL));
        rule("GET", "/api/v1/cameras/{id}/ptz", holders(USER, Scope.CONTROL));
        rule("POST", "/api/v1/cameras/{id}/ptz", holders(USER, Scope.CONTROL));
        rule("POST", "/api/v1/cameras/{id}/ptz/presets", holders(USER, Scope.CONTROL));
        rule("DELETE", "/api/v1/cameras/{id}/ptz/presets/{token}", holders(USER, Scope.CONTROL));
        rule("GET", "/api/v1/cameras/{id}/imaging", holders(USER, Scope.CONTROL));
        rule("PUT", "/api/v1/cameras/{id}/imaging", holders(USER, Scope.CONTROL));
        rule("POST", "/api/v1/cameras/{id}/imaging/reset", holders(USER, Scope.CONTROL));
        rule("GET", "/api/v1/cameras/{id}/events", holders(USER, Scope.VIEW));
        rule("PUT", "/api/v1/cameras/{id}/events", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/cameras/{id}", holders(USER, OF_CAMERAS));
        rule("PATCH", "/api/v1/cameras/{id}", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("DELETE", "/api/v1/cameras/{id}", holders(MODERATOR, Scope.MANAGE_CAMERAS));
    }

    private void pictures() {
        rule("GET", "/api/v1/health/pictures", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/health/pictures/days", holders(USER, OF_CAMERAS));
        rule("POST", "/api/v1/health/pictures/check", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/health/views", holders(MODERATOR, Scope.MANAGE_CAMERAS));
        rule("GET", "/api/v1/cameras/{id}/pictures", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/cameras/{id}/picture.jpg", holders(USER, Scope.VIEW));
    }

    private void video() {
        rule("GET", "/api/v1/streams", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/streams/{name}", holders(USER, OF_CAMERAS));
        rule("GET", "/api/v1/recordings", holders(USER, Scope.PLAYBACK, Scope.EXPORT));
        rule("GET", "/api/v1/recordings/days", holders(USER, Scope.PLAYBACK, Scope.EXPORT));
        rule(
                "POST",
                "/api/v1/media-tokens",
                holders(USER, Scope.VIEW, Scope.PLAYBACK, Scope.EXPORT));
    }

    private void server() {
        rule("GET", "/api/v1/system", holders(USER, Scope.values()));
        rule("GET", "/metrics", new Admission.HoldersOrKeys(MODERATOR, Scope.METRICS));
    }

    /** The page's files are no secret; what it shows comes through the API. */
    private void page() {
        for (String closed : List.of("/api/**", "/live/**", "/vod/**", "/ws/**", "/metrics/**")) {
            rule("GET", closed, new Admission.Nobody());
        }
        rule("GET", "/**", everyone());
    }

    private static Admission everyone() {
        return new Admission.Everyone();
    }

    /** Not API keys: a key that leaked must not be able to lock its owner out. */
    private static Admission people(Role role) {
        return new Admission.Holders(role, Set.of());
    }

    private static Admission holders(Role role, Scope... keys) {
        return new Admission.Holders(role, Set.of(keys));
    }

    private static Admission holders(Role role, Set<Scope> keys) {
        return new Admission.Holders(role, keys);
    }

    private void rule(String method, String path, Admission admission) {
        rules.add(new Rule(method, PathPatternParser.defaultInstance.parse(path), admission));
    }

    /** Empty when there is no such route; HEAD is GET without a body. */
    Optional<Admission> find(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        PathContainer container = PathContainer.parsePath(path);
        return rules.stream()
                .filter(rule -> rule.matches(asked, container))
                .findFirst()
                .map(Rule::admission)
                .filter(admission -> !(admission instanceof Admission.Nobody));
    }

    /** By which methods a path may be used. */
    Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (find(method, path).isPresent()) {
                methods.add(method);
            }
        }
        return methods;
    }
}
