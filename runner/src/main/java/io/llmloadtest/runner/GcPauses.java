package io.llmloadtest.runner;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every stop of all threads that the garbage collector makes. The JVM tells its length in whole milliseconds, and
 * tells of it within some milliseconds after it.
 */
final class GcPauses implements AutoCloseable {

    /** What the concurrent work of G1, ZGC and Shenandoah is called; it stops nobody. Their pauses have names of their own. */
    private static final List<String> CONCURRENT = List.of("Concurrent", "Cycles");

    private final NotificationListener listener = this::heard;
    private final List<NotificationEmitter> collectors;
    private Sum sum = new Sum(0, 0, 0);

    /**
     * Pauses together.
     *
     * @param count how many
     * @param nanos how long, all in all
     * @param longestNanos the longest of them
     */
    record Sum(long count, long nanos, long longestNanos) {

        Sum plus(long pauseNanos) {
            return new Sum(count + 1, nanos + pauseNanos, Math.max(longestNanos, pauseNanos));
        }
    }

    private GcPauses(List<NotificationEmitter> collectors) {
        this.collectors = collectors;
    }

    /** Listens from now on, until it is closed. */
    static GcPauses watch() {
        GcPauses pauses = new GcPauses(ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(GcPauses::pauses).filter(NotificationEmitter.class::isInstance)
                .map(NotificationEmitter.class::cast).toList());
        pauses.collectors.forEach(collector -> collector.addNotificationListener(pauses.listener, null, null));
        return pauses;
    }

    private static boolean pauses(GarbageCollectorMXBean collector) {
        return CONCURRENT.stream().noneMatch(collector.getName()::contains);
    }

    private void heard(Notification notification, @Nullable Object nothing) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
                && notification.getUserData() instanceof CompositeData data) {
            add(TimeUnit.MILLISECONDS
                    .toNanos(GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration()));
        }
    }

    private synchronized void add(long pauseNanos) {
        sum = sum.plus(pauseNanos);
    }

    /** The pauses heard of so far. */
    synchronized Sum sum() {
        return sum;
    }

    @Override
    public void close() {
        for (NotificationEmitter collector : collectors) {
            try {
                collector.removeNotificationListener(listener);
            } catch (ListenerNotFoundException _) {
                // then there is nothing to take back
            }
        }
    }
}
