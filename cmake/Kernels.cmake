# racecast_kernels: the model and the engines.
file(GLOB_RECURSE racecast_kernel_sources RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/kernels/*.cpp)
list(FILTER racecast_kernel_sources EXCLUDE REGEX
  "/engine/(cpu_isa|no_cuda|observables_isa)\\.cpp$")
if(RACECAST_WITH_CUDA)
  list(APPEND racecast_kernel_sources ${PROJECT_SOURCE_DIR}/kernels/engine/cuda.cu)
else()
  list(APPEND racecast_kernel_sources ${PROJECT_SOURCE_DIR}/kernels/engine/no_cuda.cpp)
endif()

# Errors of mathematical functions are neither read from errno nor trapped; both would block vectors.
add_library(racecast_kernel_flags INTERFACE)
target_link_libraries(racecast_kernel_flags INTERFACE racecast_flags)
target_compile_options(racecast_kernel_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-math-errno;-fno-trapping-math;-Wno-psabi>)

set(racecast_cuda_flags --fmad=false -ftz=false -prec-div=true -prec-sqrt=true
  --expt-relaxed-constexpr)

# The CPU engine once per instruction set; the processor is asked at run time which of them it runs.
# -Wuninitialized of g++ 12 misfires inside its own AVX-512 header (GCC bug 105593).
set(racecast_isas portable)
set(racecast_isa_width_portable 1)
set(racecast_isa_width_neon 4)
set(racecast_isa_width_avx2 8)
set(racecast_isa_width_avx512 16)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  list(APPEND racecast_isas avx2 avx512)
  set(racecast_isa_flags_portable -march=x86-64-v3)
  set(racecast_isa_flags_avx2 -march=x86-64-v3)
  set(racecast_isa_flags_avx512 -march=x86-64-v4 -mprefer-vector-width=512)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  list(APPEND racecast_isas neon)
endif()
set(RACECAST_ISAS "" CACHE STRING "Instruction sets of the CPU engine, for tests; empty: all")
if(RACECAST_SLIM)
  set(racecast_isas portable)
elseif(RACECAST_ISAS)
  set(racecast_isas ${RACECAST_ISAS})
endif()
set(racecast_isa_objects)
set(racecast_isa_definitions)
# Beside the engine stands what watches paths on their way.
foreach(isa IN LISTS racecast_isas)
  add_library(racecast_cpu_${isa} OBJECT ${PROJECT_SOURCE_DIR}/kernels/engine/cpu_isa.cpp)
  add_library(racecast_observables_${isa} OBJECT
    ${PROJECT_SOURCE_DIR}/kernels/engine/observables_isa.cpp)
  # Its memory would be freed on the way of an exception: by a routine that is not of the instruction set.
  target_compile_options(racecast_observables_${isa} PRIVATE -fno-exceptions)
  foreach(part racecast_cpu_${isa} racecast_observables_${isa})
    target_link_libraries(${part} PRIVATE racecast_kernel_flags)
    target_compile_definitions(${part} PRIVATE RC_ISA=${isa} RC_WIDTH=${racecast_isa_width_${isa}})
    target_compile_options(${part} PRIVATE ${racecast_isa_flags_${isa}}
      $<$<CXX_COMPILER_ID:GNU>:-Wno-uninitialized;-Wno-maybe-uninitialized>)
    list(APPEND racecast_isa_objects $<TARGET_OBJECTS:${part}>)
  endforeach()
  string(TOUPPER ${isa} isa_upper)
  list(APPEND racecast_isa_definitions RC_HAVE_${isa_upper}=1)
endforeach()

add_library(racecast_kernels STATIC ${racecast_kernel_sources} ${racecast_isa_objects})
target_compile_definitions(racecast_kernels PRIVATE ${racecast_isa_definitions})
target_link_libraries(racecast_kernels PUBLIC racecast_flags PRIVATE racecast_kernel_flags
  Threads::Threads)
if(RACECAST_WITH_CUDA)
  target_compile_options(racecast_kernels PRIVATE
    $<$<COMPILE_LANGUAGE:CUDA>:${racecast_cuda_flags};-lineinfo;-Xcompiler=-ffp-contract=off>)
  set_target_properties(racecast_kernels PROPERTIES CUDA_RUNTIME_LIBRARY Static)
endif()
