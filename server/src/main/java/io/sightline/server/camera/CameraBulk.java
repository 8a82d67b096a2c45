package io.sightline.server.camera;

import io.sightline.server.audit.Actor;
import io.sightline.server.camera.Camera.GroupName;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Does the same to many cameras, in one transaction: what can be done is done, and each camera's
 * outcome is told.
 */
final class CameraBulk {

    private static final int MAX_CAMERAS = 5_000;

    /** What can be done to many. */
    enum Action {
        DELETE,
        TAG,
        UNTAG,
        GROUP,
        UNGROUP,
        RECORD,
        STOP_RECORDING;

        static Action of(@Nullable String word) {
            String text = String.valueOf(word).toUpperCase(Locale.ROOT).replace('-', '_');
            return Stream.of(values())
                    .filter(action -> action.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> invalid("There is no action \"" + word + "\"."));
        }
    }

    /**
     * What is asked for.
     *
     * @param action {@code delete}, {@code tag}, {@code untag}, {@code group}, {@code ungroup},
     *     {@code record} or {@code stop-recording}
     * @param tag for {@code tag} and {@code untag}
     * @param group id or name, for {@code group} and {@code ungroup}
     * @param recordings for {@code delete}: {@code keep} or {@code delete}
     */
    record Form(
            @Nullable List<String> ids,
            @Nullable String action,
            @Nullable String tag,
            @Nullable String group,
            @Nullable String recordings) {}

    /**
     * What came of it for one camera.
     *
     * @param result {@code done}, {@code unchanged} or {@code failed}
     * @param problem last part of the problem's type; null unless it failed
     * @param detail a sentence for a person; null when there is nothing to say
     */
    record Item(String id, String result, @Nullable String problem, @Nullable String detail) {}

    private final Database database;
    private final CameraRepository repository;
    private final CameraChanges changes;
    private final CameraDeletions deletions;
    private final RowFollower follower;
    private final Groups groups;

    CameraBulk(
            Database database,
            CameraRepository repository,
            CameraChanges changes,
            CameraDeletions deletions,
            RowFollower follower,
            Groups groups) {
        this.database = database;
        this.repository = repository;
        this.changes = changes;
        this.deletions = deletions;
        this.follower = follower;
        this.groups = groups;
    }

    /**
     * @param sees whether a camera is there for who asks
     */
    List<Item> run(Actor actor, Form form, Predicate<String> sees) {
        Action action = Action.of(form.action());
        List<String> ids = ids(form);
        return action == Action.DELETE
                ? delete(actor, ids, KeptRecordings.of(form.recordings()), sees)
                : change(actor, ids, () -> change(action, form), sees);
    }

    private List<Item> delete(
            Actor actor, List<String> ids, KeptRecordings kept, Predicate<String> sees) {
        List<Camera> deleted = new ArrayList<>();
        List<Item> items =
                database.transaction(
                        () ->
                                each(
                                        ids,
                                        sees,
                                        camera -> {
                                            deletions.remove(actor, camera, kept);
                                            deleted.add(camera);
                                            return done(camera, kept.sentence());
                                        }));
        follower.deleted(deleted.stream().map(Camera::id).collect(Collectors.toSet()));
        deletions.removeRecordings(deleted, kept);
        return items;
    }

    private List<Item> change(
            Actor actor,
            List<String> ids,
            Supplier<UnaryOperator<Camera>> change,
            Predicate<String> sees) {
        List<Item> items =
                database.transaction(
                        () -> {
                            UnaryOperator<Camera> how = change.get();
                            return each(
                                    ids,
                                    sees,
                                    camera ->
                                            changes.store(actor, camera, how.apply(camera))
                                                    ? done(camera, null)
                                                    : unchanged(camera));
                        });
        follower.manyChanged();
        return items;
    }

    private List<Item> each(List<String> ids, Predicate<String> sees, Function<Camera, Item> work) {
        List<Item> items = new ArrayList<>();
        for (String id : ids) {
            Optional<Camera> found =
                    sees.test(id) ? repository.findForChange(id) : Optional.empty();
            items.add(found.map(work).orElseGet(() -> missing(id)));
        }
        return items;
    }

    private static Item done(Camera camera, @Nullable String detail) {
        return new Item(camera.id(), "done", null, detail);
    }

    private static Item unchanged(Camera camera) {
        return new Item(camera.id(), "unchanged", null, null);
    }

    private static Item missing(String id) {
        return new Item(id, "failed", "camera-not-found", "There is no camera \"" + id + "\".");
    }

    private static List<String> ids(Form form) {
        List<String> ids = form.ids() == null ? List.of() : form.ids();
        if (ids.isEmpty() || ids.size() > MAX_CAMERAS || ids.stream().anyMatch(Objects::isNull)) {
            throw invalid("Say the ids of 1 to " + MAX_CAMERAS + " cameras.");
        }
        return List.copyOf(new LinkedHashSet<>(ids));
    }

    private UnaryOperator<Camera> change(Action action, Form form) {
        return switch (action) {
            case RECORD -> camera -> camera.withRecord(true);
            case STOP_RECORDING -> camera -> camera.withRecord(false);
            case TAG, UNTAG -> {
                String tag = tag(form);
                yield camera -> camera.withTags(tags(camera, tag, action == Action.TAG));
            }
            case GROUP, UNGROUP -> {
                GroupName group = groups.find(FieldChecks.plain(form.group()));
                yield camera -> camera.withGroups(groups(camera, group, action == Action.GROUP));
            }
            case DELETE -> throw new IllegalArgumentException("not a change");
        };
    }

    private static String tag(Form form) {
        FieldChecks fields = new FieldChecks();
        String tag = fields.text("tag", form.tag());
        if (tag.isEmpty()) {
            fields.wrong("tag", "Say which tag.");
        }
        fields.throwFirst();
        return tag;
    }

    private static List<String> tags(Camera camera, String tag, boolean with) {
        TreeSet<String> tags = new TreeSet<>(camera.tags());
        boolean _ = with ? tags.add(tag) : tags.remove(tag);
        return List.copyOf(tags);
    }

    private static List<GroupName> groups(Camera camera, GroupName group, boolean with) {
        Stream<GroupName> others =
                camera.groups().stream().filter(other -> !other.id().equals(group.id()));
        return (with ? Stream.concat(others, Stream.of(group)) : others)
                .sorted(Comparator.comparing(GroupName::name))
                .toList();
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "invalid-bulk-action", "Not a bulk action", detail);
    }
}
