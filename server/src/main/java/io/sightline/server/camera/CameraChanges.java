package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.AddressLookups.Place;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Changes cameras. What a camera becomes is said by {@link CameraChange}; here it is checked
 * against all others and stored, in a turn between {@linkplain CameraAdditions#alone additions}.
 * Safe for use by any thread.
 */
final class CameraChanges {

    private static final Logger log = LoggerFactory.getLogger(CameraChanges.class);

    private final Database database;
    private final CameraRepository repository;
    private final CameraCatalogue catalogue;
    private final RowFollower follower;
    private final CameraAdditions additions;
    private final AddressPolicy addresses;
    private final Groups groups;
    private final FreeStreamNames names;
    private final AuditLog audit;

    CameraChanges(
            Database database,
            CameraRepository repository,
            CameraCatalogue catalogue,
            RowFollower follower,
            CameraAdditions additions,
            AddressPolicy addresses,
            Groups groups,
            FreeStreamNames names,
            AuditLog audit) {
        this.database = database;
        this.repository = repository;
        this.catalogue = catalogue;
        this.follower = follower;
        this.additions = additions;
        this.addresses = addresses;
        this.groups = groups;
        this.names = names;
        this.audit = audit;
    }

    /** As {@link Cameras#change}. */
    Camera change(Actor actor, String id, CameraForm form) {
        // Names are looked up before the transaction, in which everybody else would wait for them.
        Set<Place> checked = checkedPlaces(id, form);
        return change(actor, id, before -> changed(before, form, checked));
    }

    /** As {@link Cameras#changeCredentials}. */
    Camera changeCredentials(Actor actor, String id, Optional<RtspCredentials> credentials) {
        return change(actor, id, before -> CredentialsChange.of(before, credentials));
    }

    private Camera change(Actor actor, String id, UnaryOperator<Camera> how) {
        return additions.alone(
                () -> {
                    Optional<Camera> changed = database.transaction(() -> stored(actor, id, how));
                    changed.ifPresent(_ -> follower.changed(id));
                    return changed.orElseGet(() -> catalogue.get(id));
                });
    }

    /** What it is now; empty when there was nothing to change. */
    private Optional<Camera> stored(Actor actor, String id, UnaryOperator<Camera> how) {
        Camera before =
                repository.findForChange(id).orElseThrow(() -> CameraCatalogue.notFound(id));
        Camera after = how.apply(before);
        return store(actor, before, after) ? Optional.of(after) : Optional.empty();
    }

    // ---- what it becomes ----

    /** Within a transaction. */
    private Camera changed(Camera before, CameraForm form, Set<Place> checked) {
        Camera after = CameraChange.apply(before, form, names::stored, groups::find);
        repository.requireAccount(after.ownerId());
        if (!after.onvif().equals(before.onvif())) {
            after.onvif().ifPresent(at -> addresses.check(at.host(), at.port()));
        }
        if (!after.streams().equals(before.streams())) {
            requireChecked(after, checked);
            refuseDouble(after);
        }
        return after;
    }

    /** Where the camera's streams will be, each place allowed. */
    private Set<Place> checkedPlaces(String id, CameraForm form) {
        if (form.url() == null && form.subUrl() == null) {
            return Set.of();
        }
        Camera planned =
                CameraChange.apply(
                        catalogue.get(id),
                        form,
                        (_, _, role) -> role,
                        group -> new Camera.GroupName(group, group));
        Set<Place> places = places(planned);
        places.forEach(place -> addresses.check(place.host(), place.port()));
        return places;
    }

    private static void requireChecked(Camera after, Set<Place> checked) {
        if (!checked.containsAll(places(after))) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "camera-changed",
                    "The camera was changed meanwhile",
                    "Somebody else changed where it is at the same time. Look at it, and try again.");
        }
    }

    private void refuseDouble(Camera camera) {
        Set<String> hosts = addresses(camera).map(RtspAddress::host).collect(Collectors.toSet());
        List<Camera> others =
                repository.resembling(hosts, camera.device().serial()).stream()
                        .filter(other -> !other.id().equals(camera.id()))
                        .toList();
        Duplicates.among(others).of(camera).ifPresent(Duplicates::refuse);
    }

    private static Set<Place> places(Camera camera) {
        return addresses(camera)
                .map(address -> new Place(address.host(), address.port()))
                .collect(Collectors.toSet());
    }

    private static Stream<RtspAddress> addresses(Camera camera) {
        return camera.streams().stream().flatMap(stream -> stream.address().stream());
    }

    // ---- storing it ----

    /** Within a transaction; returns whether there was anything to store. */
    boolean store(Actor actor, Camera before, Camera after) {
        Set<String> differences = CameraDifferences.between(before, after);
        if (differences.isEmpty()) {
            return false;
        }
        repository.update(before, after);
        enter(
                actor,
                Action.CAMERA_CHANGE,
                after,
                Map.of("changed", String.join(", ", differences)));
        if (differences.contains("record")) {
            enter(
                    actor,
                    after.record() ? Action.RECORDING_START : Action.RECORDING_STOP,
                    after,
                    Map.of());
        }
        if (differences.contains("owner")) {
            enter(
                    actor,
                    Action.CAMERA_OWNER_CHANGE,
                    after,
                    Map.of(
                            "from", before.ownerId().orElse(""),
                            "to", after.ownerId().orElse("")));
        }
        log.info("[camera:{}] changed: {}", after.id(), String.join(", ", differences));
        return true;
    }

    private void enter(Actor actor, Action action, Camera camera, Map<String, String> details) {
        audit.append(
                actor, action, Target.camera(camera.id(), camera.name()), Outcome.SUCCESS, details);
    }
}
