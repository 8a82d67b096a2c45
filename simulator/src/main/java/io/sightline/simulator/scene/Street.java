package io.sightline.simulator.scene;

/** Where things are in the street: heights of the picture, and the crossing's edges across it. */
final class Street {

    static final int FAR_PAVEMENT = 430;
    static final int ROAD_TOP = 462;
    static final int ROAD_BOTTOM = 640;
    static final int CROSSING_LEFT = 560;
    static final int CROSSING_RIGHT = 690;

    private Street() {}
}
