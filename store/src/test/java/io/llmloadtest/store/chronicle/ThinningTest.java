package io.llmloadtest.store.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.store.chronicle.Chronicle.FirstToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void fewPointsStayAsTheyAre() {
        List<FirstToken> few = List.of(point(1, 20), point(1, 20), point(2, 30));
        assertThat(Thinning.of(few, 10)).isEqualTo(few);
    }

    @Test
    void whatStandsAloneStays() {
        List<FirstToken> all = cloud(200_000);
        FirstToken outlier = point(301.25, 9_876.54321);
        FirstToken quick = point(77.5, 0.25);
        all.add(1234, outlier);
        all.add(99, quick);
        assertThat(Thinning.of(all, 600)).hasSizeLessThanOrEqualTo(Thinning.MOST).contains(outlier, quick);
    }

    @Test
    void theDotsTogetherStandForEveryRequest() {
        List<FirstToken> all = cloud(50_000);
        List<FirstToken> thin = Thinning.of(all, 600);
        assertThat(thin.stream().mapToLong(FirstToken::requests).sum()).isEqualTo(50_000);
        Set<FirstToken> real = new HashSet<>(all);
        assertThat(thin).allMatch(dot -> real.contains(point(dot.at(), dot.millis())));
    }

    @Test
    void theSlowestOfEachMomentStays() {
        List<FirstToken> all = cloud(50_000);
        List<FirstToken> thin = Thinning.of(all, 600);
        for (double from = 0; from < 600; from += 60) {
            double start = from;
            assertThat(slowest(thin, start)).isEqualTo(slowest(all, start));
        }
    }

    private static double slowest(List<FirstToken> points, double from) {
        return points.stream().filter(point -> point.at() >= from && point.at() < from + 60)
                .mapToDouble(FirstToken::millis).max().orElseThrow();
    }

    @Test
    void noSpreadIsTooWideToBeThinned() {
        SplittableRandom random = new SplittableRandom(5);
        List<FirstToken> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(point(random.nextDouble(600), Math.pow(10, random.nextDouble(-3, 7))));
        }
        assertThat(Thinning.of(all, 600)).hasSizeBetween(100, Thinning.MOST);
    }

    @Test
    void warmUpsAreNotMixedWithWhatWasMeasured() {
        List<FirstToken> all = cloud(10_000);
        all.replaceAll(p -> p.at() < 300 ? new FirstToken(p.at(), p.millis(), 1, true) : p);
        List<FirstToken> thin = Thinning.of(all, 600);
        assertThat(thin).allMatch(point -> point.warmUp() == point.at() < 300);
    }

    private static List<FirstToken> cloud(int points) {
        SplittableRandom random = new SplittableRandom(1);
        List<FirstToken> all = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            all.add(point(random.nextDouble(600), 40 + random.nextDouble(20)));
        }
        return all;
    }

    private static FirstToken point(double at, double millis) {
        return new FirstToken(at, millis, 1, false);
    }
}
