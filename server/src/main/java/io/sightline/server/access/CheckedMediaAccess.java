package io.sightline.server.access;

import io.sightline.server.access.MediaTokens.MediaToken;
import io.sightline.server.audit.RefusalLog;
import io.sightline.server.audit.Target;
import io.sightline.server.web.MediaProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Grants media to who shows an access token, an API key or the page's cookie and has the right, and
 * to who shows a media token for just this. Asks nothing but memory.
 */
final class CheckedMediaAccess implements MediaAccess {

    private final Callers callers;
    private final MediaTokens tokens;
    private final Rights rights;
    private final PermitWatch watch;
    private final RefusalLog refusals;
    private final InstantSource clock;

    CheckedMediaAccess(
            Callers callers,
            MediaTokens tokens,
            Rights rights,
            PermitWatch watch,
            RefusalLog refusals,
            InstantSource clock) {
        this.callers = callers;
        this.tokens = tokens;
        this.rights = rights;
        this.watch = watch;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public Decision decide(MediaRequest request, Right right, String streamName) {
        if (request.token() != null) {
            return byToken(request.token(), right, streamName, request.address());
        }
        Callers.Shown shown =
                new Callers.Shown(request.authorization(), request.cookie(), request.address());
        return callers.identify(shown)
                .map(caller -> decide(caller, right, streamName, Instant.MAX))
                .orElse(new Decision.Refused(Refusals.UNAUTHENTICATED));
    }

    /** A token for something else is as good as none. */
    private Decision byToken(String token, Right right, String streamName, String address) {
        Optional<MediaToken> known =
                tokens.verify(token)
                        .filter(said -> said.stream().equals(streamName) && said.right() == right);
        if (known.isEmpty()) {
            return new Decision.Refused(Refusals.UNAUTHENTICATED);
        }
        MediaToken said = known.get();
        return callers.again(said.kind(), said.accountId(), said.credentialId(), address)
                .map(caller -> decide(caller, right, streamName, said.expiresAt()))
                .orElse(new Decision.Refused(Refusals.UNAUTHENTICATED));
    }

    private Decision decide(Caller caller, Right right, String streamName, Instant until) {
        if (rights.may(caller, right, streamName)) {
            return new Decision.Granted(new CallerPermit(caller, right, streamName, until));
        }
        if (!rights.seesStream(caller, streamName)) {
            return new Decision.Refused(MediaProblem.noSuchStream(streamName));
        }
        refusals.refused(caller.actor(), Target.stream(streamName), Map.of("right", right.word()));
        return new Decision.Refused(Refusals.FORBIDDEN);
    }

    private final class CallerPermit implements Permit {

        private final Caller caller;
        private final Right right;
        private final String streamName;
        private final Instant until;

        CallerPermit(Caller caller, Right right, String streamName, Instant until) {
            this.caller = caller;
            this.right = right;
            this.streamName = streamName;
            this.until = until;
        }

        @Override
        public Optional<Caller> caller() {
            return Optional.of(caller);
        }

        @Override
        public boolean holds() {
            return clock.instant().isBefore(until)
                    && callers.again(caller)
                            .filter(now -> rights.may(now, right, streamName))
                            .isPresent();
        }

        @Override
        public Watch whileItHolds(Runnable end) {
            return watch.add(this, end);
        }
    }
}
