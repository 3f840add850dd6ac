package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Some threads that share a piece of work, the calling one among them. What they do to one item may
 * not depend on another item: then the result does not depend on their number.
 */
final class Crew implements AutoCloseable {
  private static final int CHUNK = 32;

  private final int helpers;
  private final ExecutorService executor;

  /**
   * Hires.
   *
   * @throws IllegalArgumentException if there is not at least one thread
   */
  Crew(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("Was " + threads + " threads; allowed: 1 or more");
    }
    helpers = threads - 1;
    executor =
        Executors.newFixedThreadPool(
            Math.max(1, helpers),
            task -> {
              Thread thread = new Thread(task, "sample");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does the work on the items from 0 to before {@code count}.
   *
   * @param worker gives a thread what it works with; called once for each thread
   */
  void work(int count, Supplier<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < helpers && count > CHUNK; i++) {
      running.add(executor.submit(() -> workOn(next, count, worker.get())));
    }
    workOn(next, count, worker.get());
    for (Future<?> future : running) {
      await(future);
    }
  }

  private static void workOn(AtomicInteger next, int count, IntConsumer worker) {
    for (int from = next.getAndAdd(CHUNK); from < count; from = next.getAndAdd(CHUNK)) {
      for (int item = from; item < Math.min(count, from + CHUNK); item++) {
        worker.accept(item);
      }
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Was a failure in a thread of the sampler", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Was interrupted while sampling", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
