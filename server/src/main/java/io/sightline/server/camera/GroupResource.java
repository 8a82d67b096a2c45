package io.sightline.server.camera;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.audit.Actor;
import io.sightline.server.camera.Groups.Group;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/groups}. Which cameras are in a group is said of the cameras. */
@RestController
@RequestMapping("/api/v1/groups")
class GroupResource {

    private final Groups groups;
    private final Cameras cameras;
    private final Rights rights;

    GroupResource(Groups groups, Cameras cameras, Rights rights) {
        this.groups = groups;
        this.cameras = cameras;
        this.rights = rights;
    }

    /**
     * A group, as the API says it.
     *
     * @param cameras how many of its cameras the caller sees
     */
    record GroupJson(String id, String name, Instant createdAt, long cameras) {}

    /** A name for a group. */
    record GroupForm(@Nullable String name) {}

    /** All of them; for who does not see all cameras, those that have one to be seen. */
    @GetMapping
    Page<GroupJson> list(Caller caller) {
        Map<String, Long> counts = counts(caller);
        return new Page<>(
                groups.all().stream()
                        .filter(group -> caller.seesAllCameras() || counts.containsKey(group.id()))
                        .map(group -> json(group, counts))
                        .toList(),
                null);
    }

    private Map<String, Long> counts(Caller caller) {
        return cameras.all().stream()
                .filter(camera -> rights.sees(caller, camera.id()))
                .flatMap(camera -> camera.groups().stream())
                .collect(Collectors.groupingBy(Camera.GroupName::id, Collectors.counting()));
    }

    private static GroupJson json(Group group, Map<String, Long> counts) {
        return new GroupJson(
                group.id(), group.name(), group.createdAt(), counts.getOrDefault(group.id(), 0L));
    }

    @PostMapping
    ResponseEntity<GroupJson> add(Actor actor, @RequestBody GroupForm form) {
        Group added = groups.add(actor, form.name());
        return ResponseEntity.created(URI.create("/api/v1/groups/" + added.id()))
                .body(json(added, Map.of()));
    }

    @GetMapping("/{id}")
    GroupJson get(Caller caller, @PathVariable String id) {
        Map<String, Long> counts = counts(caller);
        if (!caller.seesAllCameras() && !counts.containsKey(id)) {
            throw ProblemException.notFound("group", id);
        }
        return json(groups.get(id), counts);
    }

    @PatchMapping("/{id}")
    GroupJson rename(
            Caller caller, Actor actor, @PathVariable String id, @RequestBody GroupForm form) {
        Group renamed = groups.rename(actor, id, form.name());
        cameras.manyChanged();
        return json(renamed, counts(caller));
    }

    /** Its cameras stay; rights that were granted on the group end. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable String id) {
        groups.delete(actor, id);
        cameras.manyChanged();
    }
}
