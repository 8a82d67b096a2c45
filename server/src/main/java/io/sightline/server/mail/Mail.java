package io.sightline.server.mail;

/**
 * @param body plain text; kept sealed until it has left
 */
public record Mail(String recipient, String subject, String body) {
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
