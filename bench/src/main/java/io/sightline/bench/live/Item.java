package io.sightline.bench.live;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One thing to fetch, from us and as a file from nginx, and what the rounds came to. */
final class Item {

    final String name;
    final Client client;
    final URI ours;
    final URI peer;
    final List<Round> ourRounds = new ArrayList<>();
    final List<Round> peerRounds = new ArrayList<>();

    Item(String name, Client client, URI ours, URI peer) {
        this.name = name;
        this.client = client;
        this.ours = ours;
        this.peer = peer;
    }

    /**
     * Requests per second of processor time: median of our rounds, each against the peer's next.
     */
    double ratio() {
        double[] ratios = new double[ourRounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] =
                    ourRounds.get(i).requestsPerCpuSecond()
                            / peerRounds.get(i).requestsPerCpuSecond();
        }
        return median(ratios);
    }

    double ours(ToDoubleFunction<Round> figure) {
        return median(ourRounds.stream().mapToDouble(figure).toArray());
    }

    double peer(ToDoubleFunction<Round> figure) {
        return median(peerRounds.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
