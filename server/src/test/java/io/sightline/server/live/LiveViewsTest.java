package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Four streams at once are a user's share; the fifth closes the first. */
class LiveViewsTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final LiveViews views = new LiveViews(4, () -> now);
    private final Caller ann = caller("ann", Role.USER);
    private final List<String> ended = new ArrayList<>();

    private static Caller caller(String name, Role role) {
        return new Caller(
                name, name, Set.of(role), Optional.empty(), Caller.Kind.PAGE, "session", "");
    }

    private Runnable open(Caller caller, String stream) {
        return views.socket(caller, stream, () -> ended.add(stream));
    }

    @Test
    void theFifthSocketClosesTheFirst() {
        for (String stream : List.of("a", "b", "c", "d")) {
            open(ann, stream);
        }
        assertThat(ended).isEmpty();
        open(ann, "e");
        assertThat(ended).containsExactly("a");
        open(ann, "f");
        assertThat(ended).containsExactly("a", "b");
        assertThat(views.watchedBy(ann)).containsExactlyInAnyOrder("c", "d", "e", "f");
    }

    @Test
    void aSocketThatWasLeftMakesRoom() {
        Runnable left = open(ann, "a");
        for (String stream : List.of("b", "c", "d")) {
            open(ann, stream);
        }
        left.run();
        open(ann, "e");
        assertThat(ended).isEmpty();
    }

    @Test
    void theSameStreamTwiceCountsOnceAndEndsWhole() {
        open(ann, "a");
        views.socket(ann, "a", () -> ended.add("a again"));
        for (String stream : List.of("b", "c", "d")) {
            open(ann, stream);
        }
        assertThat(ended).isEmpty();
        open(ann, "e");
        assertThat(ended).containsExactly("a", "a again");
    }

    @Test
    void aPlayerOfHlsThatWasClosedGoesOnAskingInVain() {
        for (String stream : List.of("a", "b", "c", "d", "e")) {
            assertThat(views.playlist(ann, stream, true)).isTrue();
        }
        for (int seconds = 0; seconds < 60; seconds += 2) {
            for (String stream : List.of("b", "c", "d", "e")) {
                assertThat(views.playlist(ann, stream, false)).isTrue();
            }
            assertThat(views.playlist(ann, "a", false)).isFalse();
            now = now.plusSeconds(2);
        }
    }

    @Test
    void openingAClosedStreamAgainClosesTheNextOldest() {
        for (String stream : List.of("a", "b", "c", "d", "e")) {
            views.playlist(ann, stream, true);
        }
        assertThat(views.playlist(ann, "a", true)).isTrue();
        assertThat(views.playlist(ann, "a", false)).isTrue();
        assertThat(views.playlist(ann, "b", false)).isFalse();
    }

    @Test
    void playersThatAskNoMoreMakeRoom() {
        for (String stream : List.of("a", "b", "c", "d")) {
            views.playlist(ann, stream, true);
        }
        now = now.plus(LiveViews.HLS_IDLE).plus(Duration.ofSeconds(1));
        assertThat(views.watchedBy(ann)).isEmpty();
        open(ann, "e");
        assertThat(ended).isEmpty();
    }

    @Test
    void countsBothProtocolsTogetherAndAccountsApart() {
        Caller bob = caller("bob", Role.USER);
        open(ann, "a");
        for (String stream : List.of("b", "c", "d", "e")) {
            views.playlist(ann, stream, true);
            views.playlist(bob, stream, true);
        }
        assertThat(ended).containsExactly("a");
        assertThat(views.watchedBy(bob)).hasSize(4);
    }

    @Test
    void thoseWhoLookAfterAllCamerasAreNotLimited() {
        Caller moderator = caller("mo", Role.MODERATOR);
        for (int i = 0; i < 50; i++) {
            open(moderator, "s" + i);
            assertThat(views.playlist(moderator, "s" + i, true)).isTrue();
        }
        assertThat(ended).isEmpty();
    }
}
