package io.sightline.server.account.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sightline.server.access.Caller;
import io.sightline.server.access.Role;
import io.sightline.server.access.Scope;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/api-keys}: keys for programs. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyResource {

    private final KeyIssue keys;
    private final KeyRing ring;

    ApiKeyResource(KeyIssue keys, KeyRing ring) {
        this.keys = keys;
        this.ring = ring;
    }

    /**
     * @param expiresAt none: until it is deleted
     */
    record NewApiKey(
            @Nullable String name, @Nullable Set<Scope> scopes, @Nullable Instant expiresAt) {}

    /**
     * @param key the key itself, in the answer that made it and never again
     */
    record ApiKeyJson(
            String id,
            String name,
            String username,
            List<Scope> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
        @Override
        public String toString() {
            return "ApiKeyJson[" + id + "]";
        }
    }

    /**
     * @param all of every account, for administrators
     */
    @GetMapping
    Page<ApiKeyJson> list(
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit,
            Caller caller) {
        if (all && !caller.is(Role.ADMINISTRATOR)) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Forbidden",
                    "Only administrators see the keys of others.");
        }
        Optional<String> account = all ? Optional.empty() : Optional.of(caller.accountId());
        List<StoredApiKey> following = keys.page(account, cursor, Page.checkedLimit(limit) + 1);
        boolean more = following.size() > limit;
        List<StoredApiKey> page = more ? following.subList(0, limit) : following;
        return new Page<>(
                page.stream().map(key -> json(key, null)).toList(),
                more ? page.getLast().id() : null);
    }

    @PostMapping
    ResponseEntity<ApiKeyJson> add(@RequestBody NewApiKey key, Caller caller) {
        KeyIssue.Issued issued = keys.issue(caller, key.name(), key.scopes(), key.expiresAt());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json(issued.stored(), issued.key()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        keys.delete(caller, id);
    }

    private ApiKeyJson json(StoredApiKey key, @Nullable String shown) {
        return new ApiKeyJson(
                key.id(),
                key.name(),
                key.username(),
                key.scopes().stream().sorted().toList(),
                key.createdAt(),
                key.expiresAt().orElse(null),
                ring.unwrittenUse(key.id()).or(key::lastUsedAt).orElse(null),
                shown);
    }
}
