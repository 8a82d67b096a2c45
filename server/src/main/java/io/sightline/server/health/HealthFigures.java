package io.sightline.server.health;

/** How the cameras are, in figures. */
public final class HealthFigures {

    private final HealthBook book;
    private final Patrol patrol;

    HealthFigures(HealthBook book, Patrol patrol) {
        this.book = book;
        this.patrol = patrol;
    }

    /** Cameras that are well. */
    public int online() {
        return count(HealthStatus.ONLINE);
    }

    /** Cameras that do not answer. */
    public int offline() {
        return count(HealthStatus.OFFLINE);
    }

    /** Cameras that answer and do not deliver. */
    public int withoutPicture() {
        return count(HealthStatus.ONLINE_WITHOUT_PICTURE);
    }

    private int count(HealthStatus status) {
        return book.counts().getOrDefault(status, 0);
    }

    /** Cameras that have been away for long. */
    public int openAlarms() {
        return book.openAlarms();
    }

    /** Looks at cameras since the start. */
    public long looks() {
        return patrol.looks();
    }
}
