package org.clipmill.models;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.util.EnumSet;
import java.util.List;

/** What this machine can run a model on. */
final class Devices {
  private Devices() {}

  /** Gives the device for an entry; {@link #check} must have found nothing. */
  static Device of(ModelEntry entry) {
    return entry.processor() != Processor.CPU && hasCuda() ? Device.gpu() : Device.cpu();
  }

  /**
   * Checks that the machine has what the entry asks for.
   *
   * @param problems takes what is missing
   */
  static void check(ModelEntry entry, List<String> problems) {
    if (entry.processor() == Processor.CUDA && !hasCuda()) {
      problems.add(
          "Cannot run model "
              + entry.id()
              + " with engine cuda: this ONNX Runtime offers "
              + OrtEnvironment.getAvailableProviders()
              + " and may lack a GPU; expected CUDA, which needs com.microsoft.onnxruntime:"
              + "onnxruntime_gpu on the class path and an NVIDIA GPU; or set engine: auto");
    }
  }

  private static boolean hasCuda() {
    EnumSet<OrtProvider> providers = OrtEnvironment.getAvailableProviders();
    return providers.contains(OrtProvider.CUDA) && CudaUtils.getGpuCount() > 0;
  }
}
