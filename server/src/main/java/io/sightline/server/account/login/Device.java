package io.sightline.server.account.login;

/**
 * From where somebody comes in.
 *
 * @param page whether the tokens go into cookies of the page
 * @param userAgent as sent
 * @param address where the request came from
 */
public record Device(boolean page, String userAgent, String address) {}
