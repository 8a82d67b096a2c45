package io.sightline.server.health;

/** Who is mailed of alarms. */
enum AlarmRecipients {
    /** Of all cameras. */
    ADMINISTRATORS,
    /** Each of the cameras that they own. */
    OWNERS
}
