/** Prints each step as a line of the Test Anything Protocol; the first failure ends the run, for the next step builds on it. */
export async function run(steps) {
  console.log(`1..${steps.length}`);
  for (const [index, [name, step]] of steps.entries()) {
    try {
      await within(60_000, step());
      console.log(`ok ${index + 1} - ${name}`);
    } catch (error) {
      console.log(`not ok ${index + 1} - ${name}`);
      for (const line of String(error?.stack ?? JSON.stringify(error)).split("\n")) console.log(`# ${line}`);
      return 1;
    }
  }
  return 0;
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
