package io.sightline.server.access;

import io.sightline.server.access.Grants.Grant;
import io.sightline.server.access.Grants.Subject;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.Target;
import io.sightline.server.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users/{id}/grants}, for administrators. */
@RestController
@RequestMapping("/api/v1/users/{id}/grants")
class GrantResource {

    private final Grants grants;
    private final Rights rights;

    GrantResource(Grants grants, Rights rights) {
        this.grants = grants;
        this.rights = rights;
    }

    /**
     * Rights on a camera, or on whatever is in a group: one of the two is null.
     *
     * @param name of the camera or group
     */
    record GrantJson(
            @Nullable String cameraId, @Nullable String groupId, String name, Set<Right> rights) {
        static GrantJson of(Grant grant) {
            return switch (grant.subject()) {
                case Subject.OnCamera(String id) ->
                        new GrantJson(id, null, grant.name(), grant.rights());
                case Subject.OnGroup(String id) ->
                        new GrantJson(null, id, grant.name(), grant.rights());
            };
        }
    }

    /** All that an account is granted. */
    record GrantList(List<GrantJson> items) {}

    /** As {@link GrantJson}, to be granted. */
    record NewGrant(
            @Nullable String cameraId, @Nullable String groupId, @Nullable Set<Right> rights) {
        private Subject subject() {
            if (cameraId != null && groupId == null) {
                return new Subject.OnCamera(cameraId);
            }
            if (groupId != null && cameraId == null) {
                return new Subject.OnGroup(groupId);
            }
            throw refused("Each grant names a cameraId or a groupId.");
        }
    }

    /** All that an account is to be granted. */
    record NewGrants(@Nullable List<NewGrant> items) {}

    @GetMapping
    GrantList grants(@PathVariable String id) {
        account(id);
        return new GrantList(grants.of(id).stream().map(GrantJson::of).toList());
    }

    /** Replaces all of them; the change counts at once, also for what is being watched. */
    @PutMapping
    GrantList replaceGrants(@PathVariable String id, @RequestBody NewGrants wanted, Actor actor) {
        Target account = account(id);
        Map<Subject, Set<Right>> granted = checked(wanted.items());
        Set<Subject> unknown = grants.unknown(granted.keySet());
        if (!unknown.isEmpty()) {
            throw refused("There is no camera or group " + unknown.iterator().next().id() + ".");
        }
        grants.replace(actor, account, granted);
        rights.reload();
        return grants(id);
    }

    private Target account(String id) {
        return rights.account(id)
                .map(standing -> Target.account(standing.id(), standing.username()))
                .orElseThrow(() -> ProblemException.notFound("account", id));
    }

    private static Map<Subject, Set<Right>> checked(@Nullable List<NewGrant> items) {
        if (items == null) {
            throw refused("items is missing.");
        }
        Map<Subject, Set<Right>> granted = new LinkedHashMap<>();
        for (NewGrant item : items) {
            if (item.rights() == null || item.rights().isEmpty()) {
                throw refused("Each grant has one right or more.");
            }
            if (granted.put(item.subject(), item.rights()) != null) {
                throw refused("Nothing is granted twice: " + item.subject().id() + ".");
            }
        }
        return granted;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid-grants", "Not grants", detail);
    }
}
